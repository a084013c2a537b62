import { createContext, Script } from 'node:vm';

/** A regular expression of a schema. */
interface Regular {
  readonly expression: RegExp;
  /** Whether a text may take it forever. */
  readonly isRisky: boolean;
  /** What is known of texts, if it is risky. */
  readonly known: Map<string, boolean>;
}

const MAX_CACHED = 1000;
const MAX_KNOWN = 10_000;
/** Milliseconds of one match. */
const TIMEOUT = 40;
const cache = new Map<string, Regular | null>();
/** A place of their own is all that a match can be stopped in. */
const sandbox = createContext({});
const script = new Script('expression.test(text)');
/** Expressions that took too long. */
const slow = new Set<string>();

/** Whether a regular expression of a schema matches a part of a text, as validators do it; null if that cannot be told. */
export function matchOf(source: string, text: string): boolean | null {
  const regular = regularOf(source);
  if (regular === null || slow.has(source)) return null;
  const { expression, isRisky } = regular;
  if (!isRisky || text.length < 16) return expression.test(text);
  try {
    const known = regular.known.get(text);
    if (known !== undefined) return known;
    Object.assign(sandbox, { expression, text });
    const isMatch = script.runInContext(sandbox, { timeout: TIMEOUT }) === true;
    if (regular.known.size < MAX_KNOWN) regular.known.set(text, isMatch);
    return isMatch;
  } catch (error) {
    // The error is of another realm.
    const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    slow.add(source);
    return null;
  }
}

export function matches(source: string, text: string): boolean {
  return matchOf(source, text) === true;
}

function regularOf(source: string): Regular | null {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const expression = compiled(source, 'u') ?? compiled(source, '');
  // A repetition of what is repeated, or has alternatives, may be matched in many ways.
  const isRisky = /[+*}|][^]*\)[+*{]/.test(source);
  const made = expression === null ? null : { expression, isRisky, known: new Map<string, boolean>() };
  if (cache.size >= MAX_CACHED) {
    cache.clear();
    slow.clear();
  }
  cache.set(source, made);
  return made;
}

function compiled(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
