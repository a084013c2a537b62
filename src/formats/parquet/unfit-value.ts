/** A value does not fit into what a field asks for its column. The message names no value. */
export class UnfitValue extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnfitValue';
  }
}
