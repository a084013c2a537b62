import type { Catalogue } from '../../model/index.ts';
import type { ImportedSchema } from '../dialect.ts';
import type { ProblemsOf } from '../model/model-of.ts';
import { freeName } from '../model/names.ts';
import { print, type Printed } from '../print.ts';
import { Findings, type ImportReport } from '../report.ts';
import type { SourcePosition } from '../schema.ts';
import { entitiesOf, type EntitySchema } from './entities.ts';
import { constants, fieldOf, type WrittenOut } from './fields.ts';
import { isMap, type Json, type JsonDocument, JsonFault, readJson } from './json.ts';
import { References } from './references.ts';
import type { Shape } from './shape.ts';
import { Solver } from './solver.ts';
import { readYaml } from './yaml.ts';

/** The most passes that replace what a model cannot express. */
const MAX_ROUNDS = 6;
/** Bytes of a model that is made with fewer properties. */
const MAX_MODEL_BYTES = 300 * 1024;
const MAX_THRIFT = 4;
/** Characters of a description. */
const MAX_DESCRIPTION = 200;
const MAX_COMMENT = 100;

/**
 * Makes a model of a JSON Schema, or of the schemas of an OpenAPI document. Never throws, whatever the text: what is not understood
 * is in the report, with its position.
 */
export function importJsonSchema(
  text: string,
  dialect: string,
  catalogue: Catalogue,
  problemsOf: ProblemsOf,
): ImportedSchema {
  const findings = new Findings();
  const positionAt = positionsOf(text);
  const none = { tables: 0, columns: 0, keys: 0, uniques: 0, references: 0, checks: 0 };
  const report = (source = none, understood = none): ImportReport => ({
    dialect,
    source,
    understood,
    harmless: 0,
    findings: findings.sorted,
    unlisted: findings.unlisted,
  });
  let document: JsonDocument;
  try {
    document = /^\s*(?:[{[]|\/[/*])/.test(text) ? readJson(text) : readYaml(text);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    findings.skipped(
      'STATEMENT_SYNTAX',
      positionAt(error.offset),
      '',
      `The document cannot be read: ${error.message}.`,
    );
    return { model: '', report: report() };
  }
  const maker = new EntityMaker(document, positionAt, catalogue, problemsOf, findings);
  const model = maker.model();
  return { model, report: report(maker.source, maker.understood) };
}

/** What becomes of schemas, by the names of their entities. */
type Entities = ReadonlyMap<string, { readonly schema: Json; readonly fields: ReadonlyMap<string, Shape> }>;

class EntityMaker {
  readonly #document: JsonDocument;
  readonly #positionAt: (offset: number) => SourcePosition;
  readonly #catalogue: Catalogue;
  readonly #problemsOf: ProblemsOf;
  readonly #findings: Findings;
  readonly #patterns = new Map<string, boolean>();
  source = { tables: 0, columns: 0, keys: 0, uniques: 0, references: 0, checks: 0 };
  understood = this.source;

  constructor(
    document: JsonDocument,
    positionAt: (offset: number) => SourcePosition,
    catalogue: Catalogue,
    problemsOf: ProblemsOf,
    findings: Findings,
  ) {
    this.#document = document;
    this.#positionAt = positionAt;
    this.#catalogue = catalogue;
    this.#problemsOf = problemsOf;
    this.#findings = findings;
  }

  /** The model, with fewer properties of nested objects as long as it is too large. */
  model(): string {
    const root = this.#document.root;
    const references = new References(root);
    const schemas = entitiesOf(root, references);
    for (let thrift = 0; ; thrift++) {
      const findings = new Findings();
      const entities = this.#entities(schemas, references, thrift, findings);
      const model = entities.size === 0 ? '' : this.#printed(entities, findings);
      if (Buffer.byteLength(model) > MAX_MODEL_BYTES && thrift < MAX_THRIFT) continue;
      this.#findings.addAll(findings);
      return model;
    }
  }

  #entities(schemas: readonly EntitySchema[], references: References, thrift: number, findings: Findings): Entities {
    const entities = new Map<string, { readonly schema: Json; readonly fields: ReadonlyMap<string, Shape> }>();
    const taken = new Set<string>();
    const budget = { values: 0 };
    let columns = 0;
    let left = 0;
    for (const { name: wanted, schema, tag } of schemas) {
      const solver = new Solver(references, this.#tools(findings), (part) => this.#positionOf(part), budget, thrift);
      const name = freeName(wanted, 'Document', taken);
      const need = { name: '', owners: [name], path: '', depth: 0, isRequired: true, trail: [], type: 'object' };
      const tagged = tag === null ? null : solver.solve({ ...need, schemas: [schema, tag] });
      const shape = tagged ?? solver.solve({ ...need, schemas: [schema] });
      if (shape?.kind !== 'object') {
        findings.skipped(
          'TABLE_EMPTY',
          this.#positionOf(schema),
          name,
          'No object was found that this schema accepts.',
        );
        continue;
      }
      entities.set(name, { schema, fields: shape.fields });
      columns += shape.fields.size;
      for (const [path, { schema: part, reason }] of solver.omissions) {
        if (isIn(shape, path) || !isIn(shape, parentOf(path))) continue;
        left++;
        findings.approximated(
          'COLUMN_OPTIONAL',
          this.#positionOf(part),
          `${name}.${path}`,
          `It can be left out, and is. ${reason}`,
        );
      }
      for (const [path, { schema: part, reason }] of solver.limits) {
        if (isIn(shape, path))
          findings.approximated('COLUMN_OPTIONAL', this.#positionOf(part), join(name, path), reason);
      }
      for (const [path, part] of solver.unproven) {
        const message = 'The values are not certain to be valid.';
        const isOfPart = [...solver.unproven.keys(), ...solver.unknown.keys()].some((other) => isWithin(other, path));
        if (isIn(shape, path) && !isOfPart)
          findings.skipped('CHECK_SKIPPED', this.#positionOf(part), join(name, path), message);
      }
      for (const [path, { schema: part, reason }] of solver.unknown) {
        if (isIn(shape, path)) findings.skipped('REFERENCE_SKIPPED', this.#positionOf(part), join(name, path), reason);
      }
    }
    this.source = { ...this.source, tables: schemas.length, columns: columns + left };
    this.understood = { ...this.understood, tables: entities.size, columns };
    return entities;
  }

  #tools(findings: Findings) {
    return {
      catalogue: this.#catalogue,
      findings,
      isPossible: (pattern: string): boolean => {
        const known = this.#patterns.get(pattern);
        if (known !== undefined) return known;
        const field = new Map<string, Printed>([['a', new Map([['$pattern', pattern]])]]);
        const isPossible = this.#problemsOf(print(new Map([['A', field]]))).length === 0;
        this.#patterns.set(pattern, isPossible);
        return isPossible;
      },
    };
  }

  #positionOf(schema: Json): SourcePosition {
    return this.#positionAt(this.#document.offsetOf(schema));
  }

  /** The model; what it cannot have is written out, or left out. */
  #printed(entities: Entities, findings: Findings): string {
    const replaced = new Map<string, 'constants' | 'nothing'>();
    for (let round = 0; ; round++) {
      const document = new Map<string, Printed>();
      const comments = new Map<string, ReadonlyMap<string, string>>();
      const writtenOut = new Map<string, Json>();
      for (const [name, { schema, fields }] of entities) {
        document.set(
          name,
          this.#entity(name, schema, fields, replaced, (path) => writtenOut.set(path, schema)),
        );
        comments.set(name, commentsOf(schema));
      }
      const text = print(document, comments);
      const problems = round < MAX_ROUNDS ? this.#problemsOf(text) : [];
      const wrong = new Map(problems.map((problem) => [fieldNamed(problem, entities), problem.message]));
      const isNew = [...wrong].filter(([path]) => path !== null && replaced.get(path) !== 'nothing');
      if (isNew.length === 0) {
        const message = 'The model cannot generate these values: some of them are written out.';
        for (const [path, schema] of writtenOut)
          findings.approximated('TYPE_APPROXIMATED', this.#positionOf(schema), path, message);
        return text;
      }
      for (const [path, message] of isNew) {
        if (path === null) continue;
        if (replaced.has(path)) this.#leftOut(path, message, entities, findings);
        replaced.set(path, replaced.has(path) ? 'nothing' : 'constants');
      }
    }
  }

  #leftOut(path: string, message: string, entities: Entities, findings: Findings): void {
    const schema = entities.get(path.slice(0, path.indexOf('.')))?.schema ?? true;
    findings.skipped(
      'TYPE_UNKNOWN',
      this.#positionOf(schema),
      path,
      `It is omitted, because of its problem in a model: ${message}.`,
    );
  }

  #entity(
    name: string,
    schema: Json,
    fields: ReadonlyMap<string, Shape>,
    replaced: ReadonlyMap<string, string>,
    report: WrittenOut,
  ): Printed {
    const entity = new Map<string, Printed>();
    const description = isMap(schema) ? (schema.get('description') ?? schema.get('title')) : null;
    const line = typeof description === 'string' ? lineOf(description, MAX_DESCRIPTION) : '';
    // A title that became the name says no more.
    if (line !== '' && line.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase() !== name.toLowerCase())
      entity.set('$description', line);
    let hasKey = false;
    for (const [field, shape] of fields) {
      const path = `${name}.${field}`;
      const how = replaced.get(path);
      if (how === 'nothing') continue;
      const key = field.startsWith('$') ? `$${field}` : field;
      const isKey = field.toLowerCase() === 'id' && isIdentity(shape);
      hasKey ||= isKey;
      const made = how === 'constants' ? constants(shape) : fieldOf(shape, path, 0, report);
      entity.set(key, isKey && typeof made === 'string' ? `${made} @id` : made);
    }
    // Rows have no more than the schema allows.
    let key = '_id';
    while (fields.has(key)) key = `_${key}`;
    if (!hasKey) entity.set(key, 'uuid @id hidden');
    return entity;
  }
}

/** Whether a field of this set can number the rows, or name them by UUIDs. */
function isIdentity(shape: Shape): boolean {
  if (shape.kind === 'number') return shape.field.words.join() === 'integer' && shape.field.directives.size === 0;
  return (
    shape.kind === 'text' &&
    ['uuid', 'string'].includes(shape.field.words.join()) &&
    shape.field.directives.size === 0 &&
    shape.max >= 36 &&
    shape.min <= 36
  );
}

/** The field of an entity that a problem is about. */
function fieldNamed(
  { path }: { readonly path: string },
  entities: ReadonlyMap<string, { readonly fields: ReadonlyMap<string, Shape> }>,
): string | null {
  for (const [name, { fields }] of entities) {
    if (!path.startsWith(`${name}.`)) continue;
    const rest = path.slice(name.length + 1);
    const candidates = [...fields.keys()].filter(
      (field) => rest === field || (rest.startsWith(field) && /^[.[(]/.test(rest.slice(field.length))),
    );
    const longest = candidates.sort((a, b) => b.length - a.length)[0];
    if (longest !== undefined) return `${name}.${longest}`;
  }
  return null;
}

function commentsOf(schema: Json): ReadonlyMap<string, string> {
  const properties = isMap(schema) ? schema.get('properties') : undefined;
  if (!isMap(properties)) return new Map();
  return new Map(
    [...properties].flatMap(([name, property]) => {
      const description = isMap(property) ? property.get('description') : undefined;
      const line = typeof description === 'string' ? lineOf(description, MAX_COMMENT) : '';
      return line === '' ? [] : [[name, line] as const];
    }),
  );
}

function lineOf(text: string, most: number): string {
  const line = text
    .replaceAll(/[\s\p{Cc}￾￿]+/gu, ' ')
    .trim()
    .toWellFormed();
  return line.length <= most
    ? line
    : `${line
        .slice(0, most - 1)
        .toWellFormed()
        .trimEnd()}…`;
}

/** Whether a path leads to a value of a set. */
function isIn(shape: Shape, path: string): boolean {
  if (path === '') return true;
  if (shape.kind === 'nullable') return isIn(shape.of, path);
  if (shape.kind === 'list') return path.startsWith('[]') && isIn(shape.item, path.slice(2).replace(/^\./, ''));
  if (shape.kind === 'tuple')
    return path.startsWith('[]') && shape.items.some((item) => isIn(item, path.slice(2).replace(/^\./, '')));
  if (shape.kind !== 'object') return false;
  return [...shape.fields].some(([name, field]) => {
    if (!path.startsWith(name)) return false;
    const rest = path.slice(name.length);
    return (rest === '' || /^[.[]/.test(rest)) && isIn(field, rest.replace(/^\./, ''));
  });
}

function join(name: string, path: string): string {
  return path === '' ? name : `${name}.${path}`;
}

/** Whether a path leads to a part of what another one leads to. */
function isWithin(path: string, outer: string): boolean {
  return path !== outer && (outer === '' || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length))));
}

/** The path of the object or list that holds a value. */
function parentOf(path: string): string {
  const end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  return end === -1 ? '' : path.slice(0, end);
}

/** Lines and columns of offsets. */
function positionsOf(text: string): (offset: number) => SourcePosition {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low] + 1 };
  };
}
