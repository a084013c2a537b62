import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { draftOf, judge, validatorOf } from './judge.ts';

/** A folder of public schemas, which is not part of the project; `refs` has those that they refer to. */
const folder = join(process.env['ROWMILL_CORPORA'] ?? '', 'jsonschema');
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

describe.skipIf(names.length === 0)('rows of a schema of ROWMILL_CORPORA are valid', () => {
  it.each(names)('%s', async (name) => {
    const schema = read(join(folder, name));
    const others = readdirSync(join(folder, 'refs')).map((other) => read(join(folder, 'refs', other)));
    // Those of other drafts have an `id`, and go by their addresses.
    const known = others.map(({ id, ...other }): Record<string, unknown> => ({
      $id: id,
      ...other,
      $schema: undefined,
    }));
    const judged = await judge(schema, {
      rows: 200,
      validate: validatorOf(
        schema,
        draftOf(schema),
        draftOf(schema) === '07' ? known.filter(({ $id }) => $id !== schema['$id']) : [],
      ),
    });
    expect(judged.errors).toEqual([]);
    expect(judged.rows).toHaveLength(200);
    expect(judged.valid).toBe(200);
  });
});

function read(path: string): Record<string, unknown> {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return { ...Object(value) };
}
