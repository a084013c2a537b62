import type { Findings } from '../report.ts';
import type { SourcePosition } from '../schema.ts';
import { isObject, Profile, type SampleValue } from './profile.ts';
import { MAX_CHARACTERS, MAX_ROWS, type Sample } from './sample.ts';

const MAX_DEPTH = 64;
const START = { line: 1, column: 1 };

/** Reads objects, one a line, in a list, or in lists by the names of their entities. */
export function readJson(text: string, findings: Findings): readonly Sample[] {
  const start = text.search(/\S/);
  const firstLine = text.slice(start, endOfLine(text, start));
  return text[start] === '{' && parsed(firstLine) !== undefined && text.slice(start + firstLine.length).trim() !== ''
    ? readLines(text, findings)
    : readDocument(text, findings);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function readLines(text: string, findings: Findings): readonly Sample[] {
  const row = new Profile(0);
  let line = 0;
  let at = 0;
  for (; at < text.length && at < MAX_CHARACTERS && row.objects < MAX_ROWS; line++) {
    const end = endOfLine(text, at);
    const content = text.slice(at, end).trim();
    at = end + 1;
    if (content === '') continue;
    const value = parsed(content);
    const object = value === undefined ? null : sampleOf(value, 0);
    if (object !== null && isObject(object)) row.add(object);
    else {
      const message = value === undefined ? 'The line is no JSON.' : 'The line is no object.';
      findings.skipped('PART_SKIPPED', { line: line + 1, column: 1 }, '', message);
    }
  }
  return row.objects === 0 ? [] : [sample('', START, row, text.slice(at).trim() !== '')];
}

function readDocument(text: string, findings: Findings): readonly Sample[] {
  const refuse = (code: 'DOCUMENT_SYNTAX' | 'DOCUMENT_UNKNOWN', place: SourcePosition, message: string): [] => {
    findings.skipped(code, place, '', message);
    return [];
  };
  if (text.length > MAX_CHARACTERS) {
    const message = `A document has at most ${MAX_CHARACTERS / 1024 / 1024} MiB: write one object a line, or take fewer rows.`;
    return refuse('DOCUMENT_SYNTAX', START, message);
  }
  const value = parsed(text);
  if (value === undefined) return refuse('DOCUMENT_SYNTAX', faultPosition(text), 'The document is no JSON.');
  const root = sampleOf(value, 0);
  if (isRows(root)) return [listSample('', root)];
  const lists = isObject(root) ? [...root].filter(([, one]) => isRows(one)) : [];
  if (lists.length > 0) return lists.flatMap(([name, list]) => (isRows(list) ? [listSample(name, list)] : []));
  const message = 'The document is no schema that is known, and no sample: a list of objects, or one object a line.';
  return refuse('DOCUMENT_UNKNOWN', START, message);
}

function isRows(value: SampleValue): value is readonly SampleValue[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function listSample(name: string, list: readonly SampleValue[]): Sample {
  const row = new Profile(0);
  for (const item of list.slice(0, MAX_ROWS)) row.add(item);
  return sample(name, START, row, list.length > MAX_ROWS);
}

function sample(name: string, at: SourcePosition, row: Profile, isCut: boolean): Sample {
  return { name, at, row, places: new Map(), isCut };
}

/** Undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Objects as maps, so that no name is special. What is too deep is null. */
function sampleOf(value: unknown, depth: number): SampleValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (depth >= MAX_DEPTH || typeof value !== 'object') return null;
  if (Array.isArray(value)) return value.map((item) => sampleOf(item, depth + 1));
  return new Map(Object.entries(value).map(([name, one]) => [name, sampleOf(one, depth + 1)]));
}

/** Where a text stops being JSON, as far as the engine says. */
function faultPosition(text: string): SourcePosition {
  try {
    JSON.parse(text);
  } catch (error) {
    const [, line, column] = /line (\d+) column (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
    if (line !== undefined) return { line: Number(line), column: Number(column) };
  }
  return START;
}
