import type { CompiledEntity, Program } from '../../src/engine/compile/program.ts';
import type { Part } from '../../src/engine/plan.ts';
import { checkOptions, loadPartFormat } from '../../src/formats/index.ts';
import { Sink } from '../../src/formats/sink.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import type { ModelRequest } from '../../src/workers/programs/model-request.ts';
import { Buffers } from '../../src/workers/making/buffers.ts';
import { PartMaker } from '../../src/workers/making/part-maker.ts';

export type Row = Record<string, unknown>;

/** The program of a model that must have no errors. */
export function programOf(request: ModelRequest | string, nested = true): Program {
  const { program, problems } = loadProgram(typeof request === 'string' ? { text: request } : request, nested);
  if (program === null) throw new Error(`the model has errors:\n${JSON.stringify(problems, null, 2)}`);
  return program;
}

export function entityOf(program: Program, name: string): CompiledEntity {
  const entity = program.entities.find((candidate) => candidate.name === name);
  if (entity === undefined) throw new Error(`no entity ${name}`);
  return entity;
}

/** Of one maker after the other: they cost more than the rows of most tests. */
const buffers = new Buffers();

/** The text of some rows of an entity in a format, without header and footer. */
export async function encodeRows(
  entity: CompiledEntity,
  format: string,
  ranges: readonly [first: number, rows: number][],
): Promise<string> {
  const loaded = await loadPartFormat(format);
  const maker = new PartMaker(entity, loaded, checkOptions(loaded.options, {}).options, undefined, buffers);
  const sink = new Sink();
  for (const [first, rows] of ranges) {
    const part: Part = { entity: entity.name, first, rows };
    for (const { bytes } of maker.make(part)) sink.append(bytes);
  }
  return new TextDecoder().decode(sink.written());
}

/** Rows of an entity as JSON would read them; all of them unless a range is given. */
export async function rowsOf(program: Program, name: string, first = 0, rows?: number): Promise<Row[]> {
  const entity = entityOf(program, name);
  const count = rows ?? entity.rows;
  if (count === 0) return [];
  const lines = await encodeRows(entity, 'jsonl', [[first, count]]);
  return lines
    .trimEnd()
    .split('\n')
    .map((line): Row => JSON.parse(line));
}
