import type { CompiledEntity } from '../../engine/compile/program.ts';
import { csv } from '../../formats/csv.ts';
import { checkOptions, Sink } from '../../formats/index.ts';
import { PartMaker } from '../../workers/making/part-maker.ts';

const { options: DEFAULTS } = checkOptions(csv.options, {});

/** A quoted cell or a bare one, and what ends it. */
const CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^",\n]*))([,\n])/y;

/** Rows of an entity as texts, those that csv writes; null if there is no value. */
export function cellsOf(entity: CompiledEntity, first: number, rows: number): readonly (readonly (string | null)[])[] {
  const sink = new Sink();
  for (const { bytes } of new PartMaker(entity, csv, DEFAULTS, rows).rows(first, rows)) sink.append(bytes);
  const text = new TextDecoder().decode(sink.written());
  const found: (string | null)[][] = [];
  let row: (string | null)[] = [];
  for (const [, quoted, bare, end] of matches(text)) {
    row.push(quoted?.replaceAll('""', '"') ?? (bare === '' ? null : bare));
    if (end === '\n') {
      found.push(row);
      row = [];
    }
  }
  return found;
}

function* matches(text: string): Generator<RegExpExecArray> {
  CELL.lastIndex = 0;
  for (let match = CELL.exec(text); match !== null; match = CELL.exec(text)) yield match;
}
