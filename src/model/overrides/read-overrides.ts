import type { ModelScalar, ModelValue } from '../model.ts';
import { readDocument } from '../yaml/document.ts';
import { type Entry, kindOf, type YamlNode } from '../yaml/node.ts';
import type { Problem } from '../problems/problem.ts';
import { Problems } from '../problems/problems.ts';
import type { FieldOverride } from './field-override.ts';

/** What a file of overrides says, as a model is read with it. */
export interface OverrideDocument {
  readonly variables: ReadonlyMap<string, ModelScalar>;
  readonly counts: ReadonlyMap<string, number | string>;
  readonly overrides: readonly FieldOverride[];
}

/**
 * Reads overrides from YAML or JSON: `{ variables: { name: value }, entities: { Entity: { count, fields: { path: { setting: value } } } } }`.
 * Reports all problems at once, with their places in this text.
 */
export function readOverrides(text: string): OverrideDocument & { readonly problems: readonly Problem[] } {
  const problems = new Problems();
  const root = readDocument(text, (code, at, message, hint) => problems.report(code, at, '', message, hint));
  const reader = new Reader(problems);
  const parts = root === null ? [] : reader.parts(root, ['variables', 'entities'], '');
  const variables = new Map<string, ModelScalar>();
  const counts = new Map<string, number | string>();
  const overrides: FieldOverride[] = [];
  for (const part of parts) {
    if (part.name === 'variables') {
      for (const { name, value } of reader.entries(part.value, 'variables')) {
        if (value.kind === 'scalar') variables.set(name, value.value);
        else reader.expected(value, 'a plain value', `variables.${name}`);
      }
      continue;
    }
    for (const { name: entity, value } of reader.entries(part.value, 'entities')) {
      for (const { name, value: said } of reader.parts(value, ['count', 'fields'], entity)) {
        if (name === 'count') {
          const count = reader.count(said, entity);
          if (count !== null) counts.set(entity, count);
        } else overrides.push(...reader.fields(said, entity));
      }
    }
  }
  return { variables, counts, overrides, problems: problems.sorted() };
}

class Reader {
  readonly #problems: Problems;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  expected(node: YamlNode, what: string, path: string): void {
    this.#problems.report('VALUE_EXPECTED', node.at, path, `expected ${what}, found ${kindOf(node)}`);
  }

  /** The entries of a map; none after a problem, or where there is nothing. */
  entries(node: YamlNode, path: string): readonly Entry[] {
    if (node.kind === 'map') return node.entries;
    if (node.kind === 'list' || node.value !== null) this.expected(node, 'a map', path);
    return [];
  }

  /** The entries of a map that has parts of these names only. */
  parts(node: YamlNode, names: readonly string[], path: string): readonly Entry[] {
    return this.entries(node, path).filter(({ name, key }) => {
      if (names.includes(name)) return true;
      const hint = this.#problems.nearest(name, names, `there are ${names.join(' and ')}`);
      this.#problems.report('PARAMETER_UNKNOWN', key.at, path, `there is no ${name} here`, hint);
      return false;
    });
  }

  count(node: YamlNode, path: string): number | string | null {
    const value = node.kind === 'scalar' ? node.value : null;
    if (typeof value === 'string' && value.trimStart().startsWith('=')) return value;
    if (value !== null && typeof value === 'object') return value.value;
    this.expected(node, 'a number of rows, or "= …" over variables', path);
    return null;
  }

  fields(node: YamlNode, entity: string): readonly FieldOverride[] {
    return this.entries(node, entity).flatMap(({ name: field, value: settings }) =>
      this.entries(settings, `${entity}.${field}`).map(({ name: setting, value }) => {
        return { entity, field, setting, value: valueOf(value) };
      }),
    );
  }
}

function valueOf(node: YamlNode): ModelValue {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(valueOf);
  return { entries: node.entries.map(({ name, value }) => [name, valueOf(value)] as const) };
}
