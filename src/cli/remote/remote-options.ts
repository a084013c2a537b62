/** The options of every remote command. */
export interface RemoteOptions {
  /** Address of the gateway. */
  readonly gateway?: string;
  readonly json?: boolean;
}
