/** What the fronts ask of the context of an operation. Whatever else it holds is the schema's own matter. */
export interface SubscriptionContext {
  /** Equal for two contexts that may see the same things: their subscribers then share results. */
  readonly authority: string;
  /** Whether the key still holds. Asked on subscribe and before each event of each subscriber, so it must be cheap. */
  authorized(): boolean | Promise<boolean>;
  /** The sequence after which an SSE client resumes; for use where the field's own `after` is absent. Set by the SSE front. */
  readonly lastEventId?: number | undefined;
}
