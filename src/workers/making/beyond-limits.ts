import { setImmediate } from 'node:timers/promises';
import type { CompiledEntity, RowReader } from '../../engine/compile/program.ts';
import { textReader } from '../../engine/expressions/read.ts';
import type { Column, Vector } from '../../engine/vector.ts';
import type { ColumnLimit, Limit } from '../../targets/index.ts';

/** Rows that are looked at for values that the database refuses by itself, which takes longer for many. */
const MAX_ROWS = 1_000_000;
/** The same for rows that must differ, which are kept. */
const MAX_DISTINCT_ROWS = 200_000;

const MIN_INT32 = -(2 ** 31);
const MAX_INT32 = 2 ** 31 - 1;

/** Whether a row of a column is beyond a limit; null values never are. */
type Test = (row: number) => boolean;

interface Look {
  readonly limit: ColumnLimit;
  /** How many rows are looked at. */
  readonly rows: number;
  /** How many values there are in so many rows, and whether one is beyond the limit. */
  readonly values: (rows: number) => number;
  readonly isBeyond: Test;
}

/**
 * Those limits that some value passes. Of values that a database would change in silence all are looked at, of values that it
 * refuses those of the first million rows. Only the columns with limits are generated.
 * @param stopIf throws where it is to end.
 */
export async function beyondLimits(
  entities: readonly CompiledEntity[],
  limits: readonly ColumnLimit[],
  stopIf: () => void = () => undefined,
): Promise<readonly ColumnLimit[]> {
  const passed: ColumnLimit[] = [];
  for (const entity of entities) {
    const own = limits.filter(({ table }) => table === entity.name);
    if (own.length === 0) continue;
    // Vectors show which limits no value can pass.
    const possible = looksAt(entity.open(1, undefined, columnsOf(own)), own).map(({ limit }) => limit);
    const reader = entity.open(entity.batchRows, undefined, columnsOf(possible));
    let looks = looksAt(reader, possible);
    for (let first = 0; first < entity.rows && looks.length > 0; first += entity.batchRows) {
      looks = looks.filter((look) => first < look.rows);
      const rows = Math.min(entity.batchRows, entity.rows - first);
      reader.read(first, rows);
      const found = looks.filter((look) => some(look.values(rows), look.isBeyond));
      passed.push(...found.map(({ limit }) => limit));
      looks = looks.filter((look) => !found.includes(look));
      stopIf();
      await setImmediate();
    }
  }
  return limits.filter((limit) => passed.includes(limit));
}

const columnsOf = (limits: readonly ColumnLimit[]): ReadonlySet<string> =>
  new Set(limits.flatMap(({ columns }) => columns));

function looksAt({ columns }: RowReader, limits: readonly ColumnLimit[]): Look[] {
  return limits.flatMap((limit) => {
    const own = limit.columns.flatMap((name) => columns.filter((column) => column.name === name));
    if (own.length < limit.columns.length || own.length === 0) return [];
    const look = limit.limit.kind === 'distinct' ? lookForRepeats(limit, own) : lookAt(limit, own[0]);
    return look === null ? [] : [look];
  });
}

function some(count: number, test: Test): boolean {
  for (let row = 0; row < count; row++) if (test(row)) return true;
  return false;
}

function lookAt(limit: ColumnLimit, { vector }: Column): Look | null {
  const rows = limit.isSilent ? Infinity : MAX_ROWS;
  const values = vector.kind === 'list' ? vector.items : vector;
  const test = testOf(limit.limit, values);
  if (test === never) return null;
  const isBeyond = present(values, test);
  return { limit, rows, values: (count) => (vector.kind === 'list' ? vector.offsets[count] : count), isBeyond };
}

/** Values are the same where their texts are. */
function lookForRepeats(limit: ColumnLimit, columns: readonly Column[]): Look {
  const known = new Set<string>();
  const scalars = columns.filter(({ vector: { kind } }) => kind !== 'list' && kind !== 'struct');
  const readers = scalars.map(({ vector }) => textReader(vector));
  const isBeyond = (row: number): boolean => {
    if (columns.some(({ vector: { validity } }) => validity !== null && validity[row] === 0)) return false;
    const key = readers.length === 1 ? readers[0](row) : JSON.stringify(readers.map((read) => read(row)));
    return known.size === known.add(key).size;
  };
  const rows = scalars.length < columns.length ? 0 : MAX_DISTINCT_ROWS;
  return { limit, rows, values: (count) => count, isBeyond };
}

function present(vector: Vector, test: Test): Test {
  return (row) => (vector.validity === null || vector.validity[row] === 1) && test(row);
}

function testOf(limit: Limit, vector: Vector): Test {
  switch (limit.kind) {
    case 'characters':
      return ofTexts(vector, (text) => text.length > limit.most && Array.from(text).length > limit.most);
    case 'bytes':
      return ofTexts(vector, (text) => Buffer.byteLength(text) > limit.most);
    case 'labels': {
      const labels = new Set(limit.labels);
      return ofTexts(vector, (text) => !labels.has(text));
    }
    case 'integer': {
      const { low, high } = limit;
      if (vector.kind !== 'int32' && vector.kind !== 'int53') {
        return ofTexts(vector, (text) => Number(text) < low || Number(text) > high);
      }
      if (vector.kind === 'int32' && low <= MIN_INT32 && high >= MAX_INT32) return never;
      const { values } = vector;
      return (row) => values[row] < low || values[row] > high;
    }
    case 'digits':
      return ofDigits(vector, limit.whole, limit.decimals);
    case 'float':
      return ofTexts(vector, (text) => isRounded(text, limit.isDouble));
    case 'distinct':
      return never;
    case 'milliseconds':
      if (vector.kind !== 'timestamp' && vector.kind !== 'time') return never;
      return (row) => vector.values[row] % limit.unit !== 0;
  }
}

const never: Test = () => false;

/** Texts of a dictionary are looked at once. */
function ofTexts(vector: Vector, test: (text: string) => boolean): Test {
  if (vector.kind === 'dictionary') {
    const { dictionary, values } = vector;
    const entries = new Map<number, boolean>();
    return (row) => {
      const entry = values[row];
      const known = entries.get(entry);
      if (known !== undefined) return known;
      const isBeyond = test(dictionary.text(entry));
      entries.set(entry, isBeyond);
      return isBeyond;
    };
  }
  const read = textReader(vector);
  return (row) => test(read(row));
}

function ofDigits(vector: Vector, whole: number, decimals: number): Test {
  if (vector.kind === 'decimal' && vector.scale <= decimals) {
    const most = 10 ** (whole + vector.scale);
    return (row) => Math.abs(vector.values[row]) >= most;
  }
  return ofTexts(vector, (text) => {
    const { before, after, zeros } = digitsOf(text);
    const isLarge = whole < 0 ? Math.abs(Number(text)) >= 10 ** whole : before > whole;
    return isLarge || after > Math.max(0, decimals) || zeros < -decimals;
  });
}

/** The digits of a number before and after its point, without zeros at its ends, and the zeros it ends in before the point. */
function digitsOf(text: string): { before: number; after: number; zeros: number } {
  const [, mantissa, exponent = '0'] = /^-?([\d.]+)(?:e([-+]?\d+))?$/i.exec(text) ?? [text, '0'];
  const [head, tail = ''] = mantissa.split('.');
  const shift = Number(exponent);
  const digits = head + tail;
  const point = head.length + shift;
  const first = /[1-9]/.exec(digits)?.index ?? digits.length;
  const last = digits.replace(/0+$/, '').length;
  if (first >= last) return { before: 0, after: 0, zeros: Infinity };
  return { before: Math.max(0, point - first), after: Math.max(0, last - point), zeros: Math.max(0, point - last) };
}

/** Whether a floating-point number that is written shortly is another number than a text. */
function isRounded(text: string, isDouble: boolean): boolean {
  const value = Number(text);
  const { before, after } = digitsOf(text);
  const digits = before + after;
  if (digits <= (isDouble ? 15 : 6)) return false;
  if (isDouble) return digitsKey(String(value)) !== digitsKey(text);
  const single = Math.fround(value);
  for (let length = 6; length <= 9; length++) {
    const short = Number(value.toPrecision(length));
    if (Math.fround(short) === single) return digitsKey(String(short)) !== digitsKey(text);
  }
  return true;
}

/** A number without the zeros at its ends, in one form. */
function digitsKey(text: string): string {
  const [, sign, mantissa, exponent = '0'] = /^(-?)([\d.]+)(?:e([-+]?\d+))?$/i.exec(text) ?? [text, '', text];
  const [head, tail = ''] = mantissa.split('.');
  const digits = head + tail;
  const first = /[1-9]/.exec(digits)?.index ?? digits.length;
  const significant = digits.slice(first).replace(/0+$/, '');
  return significant === '' ? '0' : `${sign}${significant}e${head.length + Number(exponent) - first}`;
}
