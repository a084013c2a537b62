/** The folder or the database cannot be used as it is. The message is one line for the operator: what is wrong, and what to do. */
export class Unusable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
