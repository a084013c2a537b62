export interface CompileOptions {
  /** Whether an embedded object (`$Entity`) is made as the object; else its key represents it. */
  readonly nested: boolean;
  /** Whether the model has errors already, and is only compiled to find more: none of its rows may be looked at. */
  readonly isDraft: boolean;
}
