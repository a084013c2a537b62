import type { DeclaredType, Field } from '../model.ts';
import type { Entry } from '../yaml/node.ts';
import type { Location } from './location.ts';
import { typedCells } from './file-table.ts';
import { readShortForm } from '../words/short-form.ts';
import { type RowColumn, identity, isDistinct, type RowTable } from './table.ts';
import { heldBy } from '../words/decimal-type.ts';
import { fits } from '../words/types.ts';

/** A column of a static table as a field; `declared` may give its type and mark it, and nothing else. */
export function staticField(
  { name, at, ...column }: RowColumn,
  declared: Entry | undefined,
  location: Location,
): Field {
  const said = declared === undefined ? null : declaration(declared, location);
  const declaredType = said?.type ?? null;
  const values = column.untyped === true ? typedCells(column.values, declaredType) : column.values;
  const type = heldBy(declaredType, values);
  const unfit = type === null ? -1 : values.findIndex((value) => !fits(value, type));
  if (unfit !== -1 && declared !== undefined) {
    const message = `some values of the column are not of type ${type?.kind}, such as the one in row ${unfit + 1}`;
    location.report('VALUE_TYPE', declared.value.at, message, 'change them, or the type');
  }
  if (said?.unique === true && declared !== undefined && !isDistinct(values.filter((value) => value !== null))) {
    location.report(
      'ROWS_KEY_DUPLICATE',
      declared.value.at,
      'the values of this column repeat',
      'change them, or remove unique',
    );
  }
  return {
    name,
    path: name,
    at,
    type,
    source: { kind: 'static', values },
    inferred: null,
    nullShare: 0,
    unique: said?.unique === true || isDistinct(values),
    hidden: said?.hidden === true,
    key: said?.key === true,
    seed: null,
    group: '',
    from: [],
    when: null,
  };
}

interface Declaration {
  readonly type: DeclaredType | null;
  readonly key: boolean;
  readonly unique: boolean;
  readonly hidden: boolean;
}

function declaration(entry: Entry, location: Location): Declaration | null {
  const { value } = entry;
  const isShort = value.kind === 'scalar' && typeof value.value === 'string';
  const form = isShort ? readShortForm(value, location) : null;
  if (isShort && form === null) return null;
  const isTypeOnly =
    form?.type !== undefined &&
    !form.generator &&
    !form.range &&
    !form.hint &&
    !form.weights &&
    form.nullShare === undefined;
  if (form !== null && isTypeOnly) {
    const [key, unique, hidden] = [form.key, form.unique, form.hidden].map((said) => said !== undefined);
    return { type: form.type?.value ?? null, key, unique: key || unique, hidden };
  }
  const message = `${entry.name} is a column of $rows: here it can only get a type`;
  location.report('DIRECTIVE_CONTRADICTION', value.at, message, 'write name: type, or rename one of them');
  return null;
}

/** Reports rows whose key stands in an earlier row too, or is null. @param fields of the entity, as they were read. */
export function checkRowKeys(
  { rows }: RowTable,
  fields: readonly Field[],
  keys: readonly string[],
  location: Location,
): void {
  const columns = keys.flatMap((name) => {
    const source = fields.find((field) => field.name === name)?.source;
    return source?.kind === 'static' ? [source.values] : [];
  });
  if (columns.length === 0 || columns.length < keys.length) return;
  const seen = new Map<string, number>();
  rows.forEach((at, row) => {
    const cells = columns.map((values) => values[row]);
    if (cells.includes(null)) {
      location.report('KEY_NULL', at, `row ${row + 1} has no key`, `give ${keys.join(', ')} a value`);
      return;
    }
    const key = JSON.stringify(cells.map(identity));
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    else
      location.report(
        'ROWS_KEY_DUPLICATE',
        at,
        `row ${row + 1} has the key of row ${first + 1}`,
        'change or remove one of them',
      );
  });
}
