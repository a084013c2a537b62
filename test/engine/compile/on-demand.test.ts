import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile, compileOnDemand } from '../../../src/engine/compile/compile.ts';
import { allRows, partsIn } from '../../../src/engine/plan.ts';
import { csv } from '../../../src/formats/csv.ts';
import { PartMakers } from '../../../src/workers/making/part-makers.ts';
import { resources } from '../../../src/workers/programs/resources.ts';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { optionsOf } from '../../formats/encode.ts';

const related = `
A:
  $count: 40
  id: integer @id
  b: $B.id
  total: { $sum: D.amount }
  name: { $expression: "b.code + '-' + id" }
B:
  $count: 90
  id: integer @id
  a: $A.id
  code: string @uuid
  email: string @email
D:
  a: { $ref: A.id, $per: 0-3 }
  amount: integer 1-9
  code: { $lookup: a.name }
`;

test.each([
  ['shop', readFileSync(new URL('../../../examples/shop.yaml', import.meta.url), 'utf8'), [['User', 100]]],
  ['entities that refer to each other', related, []],
] as const)('entities compiled on demand, last first, are those of the whole model: %s', (_, text, counts) => {
  const { model, problems } = loadProgram({ text, counts }, false);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (model === null) throw new Error('no model');
  const options = { nested: false, isDraft: false };
  const { program } = compile(model, resources, options);
  const entityOf = compileOnDemand(model, resources, options);
  const format = optionsOf(csv);
  for (const entity of program?.entities.toReversed() ?? []) {
    const alone = entityOf(entity.name);
    expect(alone).toBe(entityOf(entity.name));
    if (alone === undefined) throw new Error('no entity');
    expect([alone.rows, alone.table]).toEqual([entity.rows, entity.table]);
    const bytes = [entity, alone].map((one) => {
      const makers = new PartMakers([one], csv, format);
      return [...partsIn(allRows(one))].flatMap((part) =>
        Array.from(makers.make(part), (chunk) => Buffer.from(chunk.bytes).toString()),
      );
    });
    expect(bytes[1]).toEqual(bytes[0]);
  }
  expect(entityOf('nobody')).toBeUndefined();
});
