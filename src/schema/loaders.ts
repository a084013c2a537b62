import DataLoader from 'dataloader';

/** Keys that are read at once at most. */
const MAX_AT_ONCE = 500;

/** Reads many keys at once; keys that there are no values for may be missing from the answer. */
type Batch<K, V> = (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>;

/** What one request, or one event of a subscription, has read by key: what is asked for at the same time is read at once. */
export class Loaders {
  readonly #byName = new Map<string, DataLoader<unknown, unknown>>();

  /**
   * The value of a key; undefined if there is none.
   * @param name represents all that determines what `batch` returns, arguments and filters included.
   */
  async load<K, V>(name: string, key: K, batch: Batch<K, V>): Promise<V | undefined> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those of one name have the types of one batch
    let loader = this.#byName.get(name) as DataLoader<K, V | undefined> | undefined;
    if (loader === undefined) {
      loader = new DataLoader<K, V | undefined>(
        async (keys) => {
          const found = await batch(keys);
          return keys.map((key) => found.get(key));
        },
        { maxBatchSize: MAX_AT_ONCE },
      );
      this.#byName.set(name, loader);
    }
    return await loader.load(key);
  }

  /** Forgets everything: something has changed. */
  clear(): void {
    this.#byName.clear();
  }
}
