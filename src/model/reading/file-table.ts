import type { DeclaredType, ModelScalar } from '../model.ts';
import type { MapNode, ScalarNode, YamlNode } from '../yaml/node.ts';
import { numberOf } from '../yaml/plain-scalar.ts';
import type { Location } from './location.ts';
import { fileNameFault } from './file-name.ts';
import type { TableFile } from './model-file.ts';

/** A number as programs write it. Codes such as `007`, `+49` and `0x1F` are texts, and so are whole numbers that no double holds exactly. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** The file that `{ file: countries.csv }` names; null after a problem. */
export function readFile(node: ScalarNode, location: Location): TableFile | null {
  const { files } = location.scope;
  const name = typeof node.value === 'string' ? node.value : '';
  const fault = fileNameFault(name);
  if (fault !== null) {
    location.report('FILE_NAME', node.at, fault, 'write a name such as countries.csv or data/countries.csv');
    return null;
  }
  const file = files.get(name);
  if (file === undefined) {
    location.report(
      'FILE_MISSING',
      node.at,
      `there is no file ${name}`,
      location.nearest(name, files.keys(), 'add it'),
    );
    return null;
  }
  if ('columns' in file) return file;
  location.report(file.code, node.at, file.message, file.hint);
  return null;
}

/** The parameter `file` of a map that has no other parameters than these; null after a problem. */
export function fileOf(node: MapNode, known: readonly string[], location: Location): TableFile | null {
  const other = node.entries.find(({ name }) => !known.includes(name));
  if (other !== undefined) {
    const message = `a table from a file has no parameter ${other.name}`;
    location.report(
      'PARAMETER_UNKNOWN',
      other.key.at,
      message,
      location.nearest(other.name, known, `it has ${known.join(', ')}`),
    );
    return null;
  }
  const file = node.entries.find(({ name }) => name === 'file')?.value;
  if (file?.kind === 'scalar') return readFile(file, location);
  location.expected(file ?? node, 'the name of a file', 'write { file: countries.csv }');
  return null;
}

/** What to write for a file that is named where rows are expected; null where none is. */
export function fileInstead(node: YamlNode): string | null {
  if (node.kind !== 'scalar' || !/\.[ct]sv$/i.test(node.text)) return null;
  return `for a file write { file: ${node.text.split(/\s/).at(-1)} }`;
}

/** Cells of a file as values of the declared type, or of the type that all of them have. Those that do not fit stay texts. */
export function typedCells(cells: readonly ModelScalar[], type: DeclaredType | null): readonly ModelScalar[] {
  const kind = type?.kind ?? inferredKind(cells);
  if (['integer', 'number', 'decimal'].includes(kind)) return cells.map(asNumber);
  return kind === 'boolean' ? cells.map(asBoolean) : cells;
}

function inferredKind(cells: readonly ModelScalar[]): 'number' | 'boolean' | 'string' {
  if (cells.every((cell) => cell === null || isNumber(cell))) return 'number';
  return cells.every((cell) => cell === null || cell === 'true' || cell === 'false') ? 'boolean' : 'string';
}

function isNumber(cell: ModelScalar): boolean {
  if (typeof cell !== 'string' || !NUMBER.test(cell)) return false;
  return /[.eE]/.test(cell) ? Number.isFinite(Number(cell)) : Number.isSafeInteger(Number(cell));
}

function asNumber(cell: ModelScalar): ModelScalar {
  return typeof cell === 'string' ? (numberOf(cell) ?? cell) : cell;
}

function asBoolean(cell: ModelScalar): ModelScalar {
  return typeof cell === 'string' && /^(?:true|false)$/i.test(cell) ? cell.toLowerCase() === 'true' : cell;
}
