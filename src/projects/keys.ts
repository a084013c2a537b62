import { timingSafeEqual } from 'node:crypto';
import type { Access } from '../access.ts';
import type { Database } from '../entities/database/database.ts';
import { statement } from '../entities/queries/statement.ts';
import { ensureAdminKey } from './ensure-admin-key.ts';
import { readKey } from './key-text.ts';
import { type KnownKey, knownKey } from './known-key.ts';

/** Milliseconds for which a key that was read is believed: a revocation on another node is seen after at most this. */
const LIFE = 3000;
/** Reads that are remembered. */
const MAX_READS = 10_000;

interface Read {
  /** Null where no key is found. */
  readonly key: Promise<KnownKey | null>;
  /** On the clock of `performance.now()`. */
  readonly until: number;
}

/** Says who holds a key. Remembers what it read for a few seconds, so that a thousand subscribers are not a thousand queries. */
export class Keys {
  readonly #database: Pick<Database, 'fork'>;
  readonly #life: number;
  /** By row id and by public id, which have different lengths; the oldest first. */
  readonly #reads = new Map<string, Read>();

  /** @param life milliseconds for which a key that was read is believed; 3,000. */
  constructor(database: Pick<Database, 'fork'>, life: number = LIFE) {
    this.#database = database;
    this.#life = life;
  }

  /** What the holder of this key may do; null where it is no key of ours, or one that is revoked or expired. */
  async authenticate(token: string): Promise<Access | null> {
    const given = readKey(token);
    if (given === null) return null;
    const key = await this.#read('public_id', given.publicId);
    if (key === null || !timingSafeEqual(Buffer.from(key.hash), Buffer.from(given.hash)) || !isAlive(key)) return null;
    if (key.useIsOld) {
      key.useIsOld = false;
      await this.#noteUse(key.access.keyId);
    }
    return key.access;
  }

  /** Whether the key may still be used: neither revoked nor expired. Cheap enough to be asked for each event. */
  async isValid(access: Access): Promise<boolean> {
    const key = await this.#read('id', access.keyId);
    return key !== null && isAlive(key);
  }

  /** Believes nothing that was read before: a key has been revoked. */
  forget(): void {
    this.#reads.clear();
  }

  /**
   * Sees to it that there is a key to begin with. Without one given, the very first start makes one and answers it, to be shown
   * once; later ones answer null. One that is given has all rights from then on. Throws FaultyAdminKey where it cannot be used.
   */
  async ensureAdminKey(given: string | null): Promise<string | null> {
    this.forget();
    return await ensureAdminKey(this.#database.fork(), given);
  }

  async #read(column: 'id' | 'public_id', value: string): Promise<KnownKey | null> {
    const now = performance.now();
    const known = this.#reads.get(value);
    if (known !== undefined && known.until > now) return await known.key;
    const read = { key: knownKey(this.#database.fork(), column, value), until: now + this.#life };
    this.#reads.delete(value);
    this.#reads.set(value, read);
    if (this.#reads.size > MAX_READS) this.#reads.delete(this.#reads.keys().next().value ?? value);
    try {
      const key = await read.key;
      // Not remembered, so that nobody can push out the keys in use by making up others.
      if (key === null) this.#drop(value, read);
      return key;
    } catch (error) {
      this.#drop(value, read);
      throw error;
    }
  }

  #drop(value: string, read: Read): void {
    if (this.#reads.get(value) === read) this.#reads.delete(value);
  }

  async #noteUse(id: string): Promise<void> {
    await statement(this.#database.fork(), 'update api_key set last_used_at = now() where id = $1', [id]);
  }
}

function isAlive(key: KnownKey): boolean {
  return performance.now() < key.endsAt;
}
