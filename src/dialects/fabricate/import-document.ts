import type { ImportedSchema, Source } from '../dialect.ts';
import { itemsOf, JsonFault, type JsonNode, member, textOf } from '../json/node.ts';
import { jsonOf, positionsOf } from '../json/source.ts';
import { print, type Printed } from '../print.ts';
import { Findings } from '../report.ts';
import { importFabricate, inline } from './import.ts';
import { shown } from './node.ts';
import type { FabricateColumn, FabricateTables } from './tables.ts';

/** Cells of the rows of large static tables that are written into the model. */
const MAX_CELLS = 10_000;

/** Makes a model of a definition of Fabricate, with the places of what it does not keep. */
export function importDocument(source: Source): ImportedSchema {
  const findings = new Findings();
  const positionOf = positionsOf(source);
  const root = jsonOf(source);
  const counts = { tables: 0, columns: 0, keys: 0, uniques: 0, references: 0, checks: 0 };
  let model = '';
  if (root instanceof JsonFault) {
    findings.skipped('DOCUMENT_SYNTAX', positionOf(root.at), '', `The document is no JSON: ${root.message}.`);
  } else if (itemsOf(member(root, 'entities')).length === 0 && member(root, 'entities')?.kind !== 'object') {
    findings.skipped('DOCUMENT_UNKNOWN', positionOf(root.at), '', 'The document has no `entities`.');
  } else {
    const definition: unknown = JSON.parse(source.text ?? '');
    const imported = importFabricate(definition, { providerOf: (entity) => entity, stored: new Set() });
    const entities = entitiesOf(root);
    counts.tables = entities.length;
    counts.columns = entities.reduce((sum, entity) => sum + fieldCount(entity), 0);
    model = imported.model.trim() === '{}' ? '' : providersOf(imported.tables, findings) + imported.model;
    for (const { path, message } of imported.notes) {
      const at = positionOf(nodeAt(root, path).at);
      const subject = path.replace(/^entities\./, '').replace('.fields.', '.');
      const text = `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`;
      if (message.startsWith('skipped')) findings.skipped('PART_SKIPPED', at, subject, text);
      else findings.approximated('TYPE_APPROXIMATED', at, subject, text);
    }
  }
  const { sorted, unlisted } = findings;
  return {
    model,
    report: {
      dialect: 'fabricate',
      source: counts,
      understood: counts,
      harmless: 0,
      findings: sorted,
      unlisted,
    },
  };
}

/** `$providers` with the rows of static tables that are too many for their entities; '' if there are none. */
function providersOf(tables: FabricateTables, findings: Findings): string {
  if (tables.size === 0) return '';
  const providers = new Map<string, Printed>();
  let room = MAX_CELLS;
  for (const [name, columns] of tables) {
    const all = columns[0].values.length;
    const rows = Math.max(1, Math.min(all, Math.floor(room / columns.length)));
    room -= rows * columns.length;
    if (rows < all) {
      const message = `The model has the first ${rows} of ${all} rows. Put all of them into a CSV file, and write $rows: { file: rows.csv }.`;
      findings.approximated('ROWS_LIMITED', { line: 1, column: 1 }, name, message);
    }
    const cut = columns.map((column): FabricateColumn => ({ ...column, values: column.values.slice(0, rows) }));
    providers.set(name, inline(cut));
  }
  return `${print(new Map([['$providers', providers]]))}\n`;
}

function entitiesOf(root: JsonNode): readonly JsonNode[] {
  const entities = member(root, 'entities');
  return entities?.kind === 'object' ? entities.entries.map(({ value }) => value) : itemsOf(entities);
}

function fieldCount(entity: JsonNode): number {
  const fields = member(entity, 'fields');
  return fields?.kind === 'object' ? fields.entries.length : itemsOf(fields).length;
}

/** The part of a definition that a path leads to, or what is around it: `entities.users.fields.email.min`. */
function nodeAt(root: JsonNode, path: string): JsonNode {
  let node = root;
  let rest = path;
  while (rest !== '') {
    const parts = partsOf(node).filter(([name]) => rest === name || rest.startsWith(`${name}.`));
    const [longest] = parts.toSorted(([a], [b]) => b.length - a.length);
    if (longest === undefined) return node;
    node = longest[1];
    rest = rest.slice(longest[0].length + 1);
  }
  return node;
}

/** The members of an object, or the items of a list by their names. */
function partsOf(node: JsonNode): readonly (readonly [name: string, node: JsonNode])[] {
  if (node.kind === 'object') return node.entries.map(({ name, value }) => [shown(name), value] as const);
  return itemsOf(node).map((item, i) => [shown(textOf(member(item, 'name')) ?? String(i)), item] as const);
}
