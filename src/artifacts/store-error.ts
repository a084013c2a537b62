/** Why a store that is not a disk cannot do something. */
export class StoreError extends Error {
  /** `ENOENT` where a piece is missing, as of disks; else the name that the service gives its error. */
  readonly code: string;

  /** @param message for operators: what is wrong and what to do, without credentials. */
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}
