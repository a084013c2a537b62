/** What tasks may take, as the settings of the gateway are called. Sizes are bytes of generated files. */
export interface TaskSettings {
  /** Tasks that this node runs at once. */
  readonly tasks: number;
  readonly maxTaskSize: number;
  readonly maxTaskRows: number;
  /** Of a group's artifacts that have not expired, and of its tasks that are not finished. */
  readonly groupSize: number;
  /** Of a group in one day (UTC). */
  readonly dailyRows: number;
  /** Of an API key in one day (UTC), in all groups. */
  readonly dailyKeyRows: number;
  /** Tasks of a group that are not finished. */
  readonly openTasks: number;
  /** Milliseconds that artifacts are kept. */
  readonly timeToLive: number;
  /** Bytes that must stay free in the store. */
  readonly lowWater: number;
}
