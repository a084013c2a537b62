import { isAbsolute, resolve } from 'node:path';
import { isS3Address, readS3Address } from '../artifacts/s3/address.ts';
import { KEY_BYTES, type Networks, parseNetworks } from '../targets/index.ts';
import type { StoreConfig } from './config.ts';
import { DURATION_FORM, readDuration } from '../model/words/duration.ts';
import { readSize, SIZE_FORM } from '../model/words/size.ts';

/** How the text of a setting is read. */
export interface SettingType<T> {
  /** What is expected, for messages and documents. */
  readonly expected: string;
  /** The value, or null where the text does not have the form. */
  read(text: string): T | null;
}

/** A whole number; underscores may stand between digits. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): SettingType<number> {
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  return {
    expected: `a whole number ${range}`,
    read(text) {
      const value = /^\d[\d_]*$/.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;
      return value >= least && value <= most ? value : null;
    },
  };
}

/** Bytes in decimal units. */
export const size: SettingType<number> = { expected: SIZE_FORM, read: readSize };

/** Milliseconds. @param least of them. */
export const duration = (least: number): SettingType<number> => ({
  expected: DURATION_FORM,
  read(text) {
    const value = readDuration(text);
    return value !== null && value >= least ? value : null;
  },
});

/** An absolute path. */
export const path: SettingType<string> = {
  expected: 'the path of a folder',
  read: (text) => (text.includes('\0') ? null : resolve(text)),
};

/** A folder, or a bucket. */
export const store: SettingType<StoreConfig> = {
  expected: 'the absolute path of a folder, or s3://bucket/prefix without credentials',
  read(text) {
    if (!isS3Address(text)) return isAbsolute(text) && !text.includes('\0') ? resolve(text) : null;
    const address = readS3Address(text);
    return typeof address === 'string' ? null : address;
  },
};

/** A host name or address to listen on. */
export const host: SettingType<string> = {
  expected: 'a host name or an IP address, such as 127.0.0.1 or 0.0.0.0',
  read: (text) => (/^[A-Za-z0-9.:_-]{1,253}$/.test(text) ? text : null),
};

/** Scheme, host and perhaps a path, without a slash at the end. */
export const webAddress: SettingType<string> = {
  expected: 'an address such as https://data.example.com',
  read(text) {
    const url = webUrl(text);
    if (url === null || url.search !== '' || url.hash !== '') return null;
    return url.href.replace(/\/+$/, '');
  },
};

/** Origins of web pages, as browsers send them. */
export const origins: SettingType<readonly string[]> = {
  expected: 'origins separated by commas, such as https://app.example.com,http://localhost:5173',
  read(text) {
    const found = text.split(',').map((item) => webUrl(item.trim()));
    return found.every((url) => url !== null && url.pathname === '/' && url.search === '' && url.hash === '')
      ? found.map((url) => url!.origin)
      : null;
  },
};

/** The address of a PostgreSQL server's database. */
export const databaseUrl: SettingType<string> = {
  expected: 'an address such as postgres://user:password@host:5432/database',
  read(text) {
    const url = URL.parse(text);
    const isServer = url !== null && ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1;
    return isServer ? text : null;
  },
};

/** One of some words. */
export function oneOf<const T extends string>(words: readonly T[]): SettingType<T> {
  return { expected: `one of ${words.join(', ')}`, read: (text) => words.find((word) => word === text) ?? null };
}

/** A key of the form that rowmill makes; whether its check digits are right is seen when it is used. */
export const apiKey: SettingType<string> = {
  expected: 'a key of the form rm_<8>_<32>_<6>, as `rowmill key` prints one',
  read: (text) => (/^rm_[0-9A-Za-z]{8}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$/.test(text) ? text : null),
};

/** A key of 32 bytes. */
export const secretKey: SettingType<Uint8Array> = {
  expected: '32 random bytes in base64, as `openssl rand -base64 32` prints them',
  read(text) {
    const key = Buffer.from(text, 'base64');
    return key.length === KEY_BYTES && /^[A-Za-z0-9+/]{43}=?$/.test(text) ? key : null;
  },
};

/** Ranges of IP addresses. */
export const networks: SettingType<Networks> = {
  expected: 'ranges separated by commas, such as 10.0.0.0/8,192.168.1.20/32,fd00::/8',
  read: (text) => parseNetworks(text.split(',').map((range) => range.trim())),
};

function webUrl(text: string): URL | null {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  return url.username === '' && url.password === '' ? url : null;
}
