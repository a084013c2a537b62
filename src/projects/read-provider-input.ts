import { type Provider, readProvider } from '../model/index.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
import { nameFault } from './name-fault.ts';
import type { ProviderInput } from './provider-input.ts';
import { invalid } from './refusals.ts';

/** Bytes of all values of a provider, texts as UTF-8. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Bytes that stand for a value that is no text. */
const PLAIN_BYTES = 8;

/** Checks what came for a provider, or everything that is wrong with it, at paths below this one. */
export function readProviderInput(
  name: string,
  { values, weights, columns }: ProviderInput,
  ...path: readonly string[]
): Outcome<Provider> {
  const refusals: Refusal[] = [];
  const fault = nameFault(name);
  if (fault !== null) refusals.push(invalid(fault, ...path, 'name'));

  const content = columns ? { columns } : values ? { values, weights: weights ?? null } : null;
  if (content === null || (columns && values)) {
    return refused(...refusals, invalid('give either values or columns', ...path, 'values'));
  }
  if (columns && weights) {
    refusals.push(invalid('columns take no weights: repeat a row to make it more frequent', ...path, 'weights'));
  }
  const { provider, problems } = readProvider(name, content);
  for (const problem of problems) {
    const known = fault !== null && problem.path[0] === 'name';
    if (!known) refusals.push(invalid(problem.message, ...path, ...problem.path));
  }
  if (provider !== null && bytesOf(provider) > MAX_BYTES) {
    refusals.push(invalid('the values of a provider have at most 8 MiB', ...path, columns ? 'columns' : 'values'));
  }
  return provider === null || refusals.length > 0 ? refused(...refusals) : done(provider);
}

function bytesOf({ columns }: Provider): number {
  let bytes = 0;
  for (const { values } of columns) {
    for (const value of values) bytes += typeof value === 'string' ? Buffer.byteLength(value) : PLAIN_BYTES;
  }
  return bytes;
}
