import { createHash, randomInt } from 'node:crypto';

/** What is kept of a key. */
export interface KeyText {
  /** The 8 characters behind `rm_`. */
  readonly publicId: string;
  /** SHA-256 of the whole key, hexadecimal. */
  readonly hash: string;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FORM = /^rm_([0-9A-Za-z]{8})_[0-9A-Za-z]{32}_([0-9A-Za-z]{6})$/;
const LENGTH = 'rm_'.length + 8 + 1 + 32 + 1 + 6;

/** A new key, `rm_<8 id>_<32 secret>_<6 checksum>`, of 238 random bits. */
export function makeKey(): KeyText & { readonly secret: string } {
  const publicId = randomDigits(8);
  const body = `rm_${publicId}_${randomDigits(32)}`;
  const secret = `${body}_${checksum(body)}`;
  return { publicId, hash: hashOf(secret), secret };
}

/** Reads what somebody gave as a key; null where it has another form or its checksum is wrong, so that no key can be it. */
export function readKey(text: string): KeyText | null {
  if (text.length !== LENGTH) return null;
  const match = FORM.exec(text);
  if (match === null || checksum(text.slice(0, text.lastIndexOf('_'))) !== match[2]) return null;
  return { publicId: match[1], hash: hashOf(text) };
}

/** Each digit is as likely as any other: `randomInt` is not biased. */
function randomDigits(count: number): string {
  return Array.from({ length: count }, () => DIGITS[randomInt(DIGITS.length)]).join('');
}

/** The first 32 bits of the SHA-256 of everything before it, in base 62, of which 6 digits hold them all. Finds typing errors, no more. */
function checksum(body: string): string {
  let rest = createHash('sha256').update(body).digest().readUInt32BE(0);
  let digits = '';
  for (let i = 0; i < 6; i++) {
    digits = DIGITS[rest % DIGITS.length] + digits;
    rest = Math.floor(rest / DIGITS.length);
  }
  return digits;
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
