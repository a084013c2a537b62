import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { TargetFailure } from './failure.ts';

/** Bytes of a key of AES-256. */
export const KEY_BYTES = 32;
/** Bytes that NIST SP 800-38D recommends. */
const IV_BYTES = 12;
const ALGORITHM = 'aes-256-gcm';

/** Seals passwords for the database: AES-256-GCM, each with a vector of its own, bound to the record that it stands in. */
export class Vault {
  readonly #key: Uint8Array;
  readonly #id: string;

  /** @param key 32 bytes. */
  constructor(key: Uint8Array) {
    this.#key = key;
    this.#id = createHash('sha256').update(key).digest('hex').slice(0, 16);
  }

  /** @param record id of the record that it is for: in another one it cannot be opened. */
  seal(text: string, record: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#key, iv).setAAD(Buffer.from(record));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [this.#id, ...[iv, cipher.getAuthTag(), sealed].map((bytes) => bytes.toString('base64url'))].join('.');
  }

  /** Throws a TargetFailure where it was sealed with another key or for another record, or was changed. */
  open(sealed: string, record: string): string {
    const [id, ...rest] = sealed.split('.');
    const [iv, tag, text] = rest.map((part) => Buffer.from(part, 'base64url'));
    if (id !== this.#id) throw unreadable();
    try {
      const decipher = createDecipheriv(ALGORITHM, this.#key, iv, { authTagLength: 16 });
      decipher.setAAD(Buffer.from(record)).setAuthTag(tag);
      return Buffer.concat([decipher.update(text), decipher.final()]).toString();
    } catch (error) {
      throw error instanceof Error ? unreadable() : error;
    }
  }
}

function unreadable(): TargetFailure {
  const message = 'the password was stored with another ROWMILL_SECRET_KEY: send it again, or start with that key';
  return new TargetFailure('PASSWORD_UNREADABLE', message);
}
