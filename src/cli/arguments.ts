import { InvalidArgumentError } from 'commander';
import { type ModelScalar, plainScalar, readSize, SIZE_FORM } from '../model/index.ts';

/** A parser of a whole number from `least` to `most`; underscores may stand between digits. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d[\d_]*$/.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`Expected a whole number ${range}.`);
  };
}

/** A size in bytes. */
export function byteSize(text: string): number {
  const size = readSize(text);
  if (size === null) throw new InvalidArgumentError(`Expected ${SIZE_FORM}.`);
  return size;
}

/** Collects the values of an option that may be repeated. */
export function repeated(text: string, previous: readonly string[]): readonly string[] {
  return [...previous, text];
}

/** Collects `key=value`; the last one of a key counts. */
export function keyValue(text: string, previous: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const [key, value] = cut(text);
  return new Map([...previous, [key, value]]);
}

/** Collects `variable=value`, the value typed as YAML would type it unquoted. */
export function setting(text: string, previous: ReadonlyMap<string, ModelScalar>): ReadonlyMap<string, ModelScalar> {
  const [name, value] = cut(text);
  return new Map([...previous, [name, plainScalar(value)]]);
}

function cut(text: string): [key: string, value: string] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected a name, an equals sign and a value.');
  return [text.slice(0, at), text.slice(at + 1)];
}
