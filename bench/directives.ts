import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import type { CompiledEntity } from '../src/engine/compile/program.ts';
import { loadProgram } from '../src/workers/programs/load-program.ts';
import { median } from './measure.ts';

/*
 * node bench/directives.ts [--parents 100000] [--repeat 5] [--only tree]
 * Measures the cost of one more field, in nanoseconds of processor time a row, beside $sum of the same children (P18).
 */

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    parents: { type: 'string', default: '100000' },
    repeat: { type: 'string', default: '5' },
  },
});
const parents = Number(values.parents);
const repeat = Number(values.repeat);

/** Lines of Child, those of other entities, and lines of Child that are there anyway and not counted. */
interface Subject {
  /** Absent where a line of Parent is counted, for each child. */
  readonly child?: string;
  /** `$per` of the children, which is counted too. */
  readonly per?: string;
  readonly others?: string;
  readonly beside?: string;
  /** A line of Parent, which is counted where there is none of Child. */
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
  '$states, whole histories by $per': {
    child: `n: { $states: ${STATES}, $via: parent_id, $start: 2024-01-01, $dwell: 1h-9d }`,
    per: '{ states: n }',
  },
  '$per by a field of the parent': { child: '', per: 'parent.seats', parent: 'seats: integer 2-4' },
  '$series of values': {
    child:
      'n: { $type: "decimal(6,2)", $series: parent_id, $base: 20, $trend: 0.1, $season: { period: 96, amplitude: 4 }, $noise: 0.3 }',
  },
  '$series of weekdays in a zone': {
    child:
      "n: { $series: parent_id, $start: '2024-01-01T09:00', $every: 1d, $timezone: Europe/Berlin, $weekdays: mon-fri }",
  },
  '$hours and $weekdays': { child: 'n: { $type: timestamp, $min: 2024-01-01, $max: 2024-12-31, $hours: business }' },
  '$sum with $where': { parent: 'n: { $sum: Child.amount, $where: amount > 50 }' },
  $max_of: { parent: 'n: { $max_of: Child.amount }' },
  $avg_of: { parent: 'n: { $avg_of: Child.amount }' },
  $last: { parent: 'n: { $last: Child.amount }' },
  '$states, of a row': { child: `n: { $states: ${STATES} }` },
  'pairs that differ': {
    child: '$unique: [parent_id, other_id]\n  $check: parent_id != other_id',
    beside: 'other_id: $Parent.id',
  },
  'weights without repeats': {
    child: '$unique: [parent_id, other_id]',
    beside: 'other_id: { $ref: Other.id, $share: { by: age } }',
    others: 'Other: { $count: 500, id: integer @id, age: integer 18-80 }',
  },
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
  '$where, order of two fields': {
    child: 'n: { $ref: Other.id, $where: "age <= amount and age2 >= amount", $null: 0% }',
    others: 'Other: { $count: 50_000, id: integer @id, age: integer 18-80, age2: integer 18-80 }',
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

const modelOf = ({ child, per = '2-4', others = '', beside = '', parent = '' }: Subject, isThere: boolean): string => `
Parent:
  $count: ${parents}
  id: integer @id
  whole: integer 1000-9000
  total: { $sum: Child.amount, $via: parent_id, $hidden: true }
  ${isThere || child !== undefined ? parent : ''}
${others}
Child:
  parent_id: { $ref: Parent.id, $per: ${isThere ? per : '2-4'} }
  amount: integer 1-100
  ${beside}
  ${isThere ? (child ?? '') : ''}
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

/** What a row of the one takes longer than one of the other, in turn. */
function difference(text: string, without: string, name: string): number {
  const [one, other] = [entityOf(text, name), entityOf(without, name)];
  return median(Array.from({ length: repeat }, () => once(one) / one.rows - once(other) / other.rows));
}

const plain = modelOf({ child: '' }, false);
const fan = entityOf(plain, 'Child').rows / parents;
const sum = difference(plain.replace(', $hidden: true', ''), plain, 'Parent') / fan;
const report = new Table({ head: ['directive', 'ns a row', 'times $sum'], style: { head: [], border: [] } });
report.push(['$sum, for each child', sum.toFixed(0), '1']);
for (const [name, subject] of Object.entries(SUBJECTS)) {
  if (!name.includes(values.only)) continue;
  const [text, without] = [modelOf(subject, true), modelOf(subject, false)];
  const cost =
    subject.child === undefined ? difference(text, without, 'Parent') / fan : difference(text, without, 'Child');
  report.push([name, cost.toFixed(0), (cost / sum).toFixed(2)]);
}
console.log(report.toString());
