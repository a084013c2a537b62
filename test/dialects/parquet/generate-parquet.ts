import { type FileMetaData, parquetMetadata } from 'hyparquet';
import type { CompiledEntity } from '../../../src/engine/compile/program.ts';
import { partsOf } from '../../../src/engine/plan.ts';
import { parquet } from '../../../src/formats/parquet.ts';
import { PartMaker } from '../../../src/workers/making/part-maker.ts';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { optionsOf } from '../../formats/encode.ts';

/** The Parquet files of a model, by entity. */
export function parquetFiles(model: string): ReadonlyMap<string, Uint8Array> {
  const { program, problems } = loadProgram({ text: model }, true);
  if (program === null) throw new Error(`${problems.map(({ message }) => message).join('\n')}\n${model}`);
  return new Map(program.entities.map((entity) => [entity.name, fileOf(entity)]));
}

function fileOf(entity: CompiledEntity): Uint8Array {
  const maker = new PartMaker(entity, parquet, optionsOf(parquet));
  const pieces: Uint8Array[] = [maker.frame.header];
  const sealed = Array.from(partsOf(entity, parquet.partBatches), (part) => {
    const chunks = Array.from(maker.make(part), (chunk) => ({ ...chunk, bytes: chunk.bytes.slice() }));
    pieces.push(...chunks.map(({ bytes }) => bytes));
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0);
    return { rows: part.rows, bytes, seal: chunks.at(-1)?.seal ?? new Uint8Array(0) };
  });
  return Buffer.concat([...pieces, maker.footer(sealed)]);
}

export function metadataOf(file: Uint8Array): FileMetaData {
  return parquetMetadata(new Uint8Array(file).buffer);
}

/** An element of a schema, as parquet.thrift has it. */
export interface SchemaElement {
  readonly name: string;
  readonly type?: string | undefined;
  readonly type_length?: number | undefined;
  readonly repetition_type?: string | undefined;
  readonly num_children?: number | undefined;
  readonly converted_type?: string | undefined;
  readonly precision?: number | undefined;
  readonly scale?: number | undefined;
  readonly logical_type?: ({ readonly type: string } & object) | undefined;
}

/** What the elements below the root say, the older annotations as the logical types that they stand for. */
export function factsOf(schema: readonly SchemaElement[]): readonly string[] {
  return schema.slice(1).map((element) => {
    const { name, type, type_length: length, repetition_type: repetition, num_children: children } = element;
    const parts = [repetition ?? 'REQUIRED', type ?? `group of ${children}`, length ?? '', name, annotation(element)];
    return parts.filter((part) => part !== '').join(' ');
  });
}

function annotation({ converted_type: converted, logical_type: logical, precision, scale }: SchemaElement): string {
  if (logical !== undefined) {
    const { type, ...parts } = logical;
    const sorted = Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `${type} ${JSON.stringify(sorted)}`;
  }
  const [, sign, bits] = /^(U?)INT_(\d+)$/.exec(converted ?? '') ?? [];
  const [, kind, unit] = /^(TIME|TIMESTAMP)_(MILLIS|MICROS)$/.exec(converted ?? '') ?? [];
  const said = (type: string, parts: Record<string, unknown>): string =>
    annotation({ name: '', logical_type: { type, ...parts } });
  if (bits !== undefined) return said('INTEGER', { bitWidth: Number(bits), isSigned: sign === '' });
  if (kind !== undefined) return said(kind, { isAdjustedToUTC: true, unit });
  if (converted === 'DECIMAL') return said('DECIMAL', { precision, scale: scale ?? 0 });
  if (converted === 'UTF8') return said('STRING', {});
  if (converted === 'MAP_KEY_VALUE') return said('MAP', {});
  return converted === undefined ? '' : said(converted, {});
}
