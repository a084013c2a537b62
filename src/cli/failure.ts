/** Why a command cannot go on, in words for its user. */
export class Failure extends Error {
  /** 1: it went wrong on the way; 2: the usage or the model is wrong. */
  readonly exitCode: 1 | 2;

  /** @param message one sentence; '' where everything has been said. */
  constructor(exitCode: 1 | 2, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
