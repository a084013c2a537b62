import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import type { CompiledEntity } from '../src/engine/compile/program.ts';
import { loadProgram } from '../src/workers/programs/load-program.ts';
import { median } from './measure.ts';

/*
 * node bench/directives.ts [--parents 100000] [--repeat 5]
 * Measures the cost of one more field, in nanoseconds of processor time a row, beside $sum of the same children (P18).
 */

const { values } = parseArgs({
  options: { parents: { type: 'string', default: '100000' }, repeat: { type: 'string', default: '5' } },
});
const parents = Number(values.parents);
const repeat = Number(values.repeat);

/** Lines of Child, those of other entities, and lines of Child that are there anyway and not counted. */
interface Subject {
  readonly child: string;
  readonly others?: string;
  readonly beside?: string;
  /** A line of Parent. */
  readonly parent?: string;
}

const STATES = '{ open: { paid: 8, gone: 2 }, paid: { sent: 1 }, sent: { kept: 3, back: 1 } }';
const SUBJECTS: Readonly<Record<string, Subject>> = {
  $ordinal: { child: 'n: { $ordinal: parent_id }' },
  $running: { child: 'n: { $running: amount }' },
  $previous: { child: 'n: { $previous: amount }' },
  $next: { child: 'n: { $next: amount }' },
  $rank: { child: 'n: { $rank: amount }' },
  $part_of: { child: 'n: { $part_of: parent_id.whole }' },
  '$series, even': { child: 'n: { $series: parent_id, $start: 2024-01-01, $every: 15m, $jitter: 1m }' },
  '$series, gaps': { child: 'n: { $series: parent_id, $start: 2024-01-01, $gap: 1h-9h }' },
  '$series, with an end': {
    child: 'n: { $series: parent_id, $start: 2024-01-01, $end: parent_id.ends_on }',
    parent: 'ends_on: date 2025-01-01..2025-12-31',
  },
  $slot: { child: 'n: { $slot: parent_id, $span: 2024-01-01..2024-12-31, $length: 1d-4d }' },
  '$states, of children': { child: `n: { $states: ${STATES}, $via: parent_id }` },
  '$states, of a row': { child: `n: { $states: ${STATES} }` },
  'reference without repeats': {
    child: '$unique: [parent_id, other_id]',
    beside: 'other_id: $Other.id',
    others: 'Other: { $count: 500, id: integer @id }',
  },
  '$where, same tenant': {
    child: 'n: { $ref: Other.id, $where: "parent_id = parent_id" }',
    others: 'Other: { id: integer @id, parent_id: { $ref: Parent.id, $per: 3 } }',
  },
  '$where, order': {
    child: 'n: { $ref: Other.id, $where: "age <= amount", $null: 0% }',
    others: 'Other: { $count: 50_000, id: integer @id, age: integer 18-80 }',
  },
  '$where, condition': {
    child: 'n: { $ref: Other.id, $where: "age > 40" }',
    others: 'Other: { $count: 50_000, id: integer @id, age: integer 18-80 }',
  },
  '$share by a field': {
    child: 'n: { $ref: Other.id, $share: { by: age } }',
    others: 'Other: { $count: 50_000, id: integer @id, age: integer 18-80 }',
  },
  '$tree within': {
    child: 'id: integer @id\n  n: { $ref: Child.id, $tree: { depth: 3, fan: 3, within: parent_id } }',
  },
  $cap: {
    child: 'n: { $ref: Other.id, $cap: 40 }',
    others: `Other: { $count: ${parents}, id: integer @id }`,
  },
  '$ref to one of two': {
    child: 'n: { $ref: { Other.id: 70, Parent.id: 30 } }',
    others: 'Other: { $count: 50_000, id: integer @id }',
  },
  '$when with two cases': {
    child: 'n: { $when: [ { if: "amount > 50", then: integer 1-5 }, { then: integer 10-900 } ] }',
  },
  '$check a < b': { child: '$check: "a < b"', beside: 'a: integer 1-100\n  b: integer 1-100' },
  $pattern: { child: String.raw`n: { $pattern: "[A-Z]{3}-\\d{4}" }` },
};

const modelOf = ({ child, others = '', beside = '', parent = '' }: Subject, isThere: boolean): string => `
Parent:
  $count: ${parents}
  id: integer @id
  whole: integer 1000-9000
  total: { $sum: Child.amount, $hidden: true }
  ${parent}
${others}
Child:
  parent_id: { $ref: Parent.id, $per: 2-4 }
  amount: integer 1-100
  ${beside}
  ${isThere ? child : ''}
`;

function entityOf(text: string, name: string): CompiledEntity {
  const { program, problems } = loadProgram({ text }, false);
  const entity = program?.entities.find((one) => one.name === name);
  if (entity === undefined) throw new Error(JSON.stringify(problems));
  return entity;
}

/** Nanoseconds of processor time that all rows take. */
function once(entity: CompiledEntity): number {
  const reader = entity.open();
  reader.read(0, Math.min(entity.rows, entity.batchRows));
  const before = process.cpuUsage();
  for (let first = 0; first < entity.rows; first += entity.batchRows) {
    reader.read(first, Math.min(entity.batchRows, entity.rows - first));
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
}

/** What the one takes longer than the other, in turn. */
function difference(text: string, without: string, name: string): number {
  const [one, other] = [entityOf(text, name), entityOf(without, name)];
  return median(Array.from({ length: repeat }, () => once(one) - once(other)));
}

const plain = modelOf({ child: '' }, false);
const children = entityOf(plain, 'Child').rows;
const sum = difference(plain.replace(', $hidden: true', ''), plain, 'Parent') / children;
const report = new Table({ head: ['directive', 'ns a row', 'times $sum'], style: { head: [], border: [] } });
report.push(['$sum, for each child', sum.toFixed(0), '1']);
for (const [name, subject] of Object.entries(SUBJECTS)) {
  const cost = difference(modelOf(subject, true), modelOf(subject, false), 'Child') / children;
  report.push([name, cost.toFixed(0), (cost / sum).toFixed(2)]);
}
console.log(report.toString());
