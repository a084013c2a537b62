import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { median, run } from './measure.ts';
import type { Run } from './measure.ts';
import { targets } from './targets.ts';
import type { Comparison, Goal } from './targets.ts';

/*
 * node bench/run.ts [--only P1,P2] [--quick] [--repeat 3]
 * Exits with 1 when an output is wrong or a program fails, never because a target is missed.
 */

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    repeat: { type: 'string', default: '3' },
  },
});
const repeat = Number(values.repeat);
if (!Number.isInteger(repeat) || repeat < 1)
  throw new Error(`--repeat: expected a number of runs, got ${values.repeat}`);
const all = targets(values.quick);
const names = values.only?.split(',') ?? all.map(({ name }) => name);
const unknown = names.filter((name) => !all.some((target) => target.name === name));
if (unknown.length > 0) {
  throw new Error(`--only: no target ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}`);
}

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());

const NO_RULES = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
const table = (head: string[]): Table.Table => new Table({ head, chars: NO_RULES, style: { head: [], border: [] } });
const report = table(['target', 'what', 'ratio', 'min–max', 'goal', '']);
const runs = new Map<string, Run[]>();
const failures: string[] = [];

const two = (value: number): string => value.toPrecision(value < 100 ? 3 : 4);
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

const verdict = (value: number, goal: Goal | undefined): string[] => {
  if (goal === undefined) return ['', ''];
  const [sign, bound] = 'atLeast' in goal ? ['≥', goal.atLeast] : ['≤', goal.atMost];
  const met = 'atLeast' in goal ? value >= bound : value <= bound;
  return [`${sign} ${bound}`, met ? 'met' : 'not met'];
};

const runOnce: typeof run = async (program, signal) => {
  const result = await run(program, signal);
  console.error(`${result.seconds.toFixed(3).padStart(9)} s  ${program.label}`);
  return result;
};

const measure = async (comparison: Comparison): Promise<[ours: Run, peer: Run][]> => {
  const { ours, peer, warm, proofs = [] } = comparison;
  for (const program of [...proofs, ...(warm ? [ours, peer] : [])]) await runOnce(program, interruption.signal);
  const pairs: [Run, Run][] = [];
  for (let pair = 0; pair < (comparison.repeat ?? repeat); pair++) {
    pairs.push([await runOnce(ours, interruption.signal), await runOnce(peer, interruption.signal)]);
  }
  return pairs;
};

const compare = async (name: string, comparison: Comparison): Promise<void> => {
  const { what, figure, goal, peakAtMost } = comparison;
  const pairs = await measure(comparison);
  for (const result of pairs.flat()) runs.set(result.label, [...(runs.get(result.label) ?? []), result]);
  const ratios = pairs.map(([ours, peer]) => figure(ours) / figure(peer));
  const ratio = median(ratios);
  report.push([
    name,
    what,
    two(ratio),
    `${two(Math.min(...ratios))}–${two(Math.max(...ratios))}`,
    ...verdict(ratio, goal),
  ]);
  if (peakAtMost === undefined) return;
  const peaks = pairs.map(([ours]) => ours.peak ?? Number.NaN);
  const highest = Math.max(...peaks);
  const range = `${megabytes(Math.min(...peaks))}–${megabytes(highest)}`;
  const met = highest <= peakAtMost ? 'met' : 'not met';
  report.push([name, 'the same, highest peak', megabytes(highest), range, `≤ ${megabytes(peakAtMost)}`, met]);
};

for (const { name, comparisons } of all.filter((target) => names.includes(target.name))) {
  for (const comparison of comparisons) {
    if (interruption.signal.aborted) break;
    try {
      await compare(name, comparison);
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      report.push([name, comparison.what, '', '', '', 'FAILED']);
    }
  }
}

const rates = table(['absolute', 'runs', 'seconds', 'rows/s', 'peak']);
for (const [label, results] of runs) {
  const peaks = results.flatMap(({ peak }) => peak ?? []);
  const rate = median(results.map(({ rows, seconds }) => rows / seconds));
  rates.push([
    label,
    results.length,
    median(results.map(({ seconds }) => seconds)).toFixed(3),
    rate < 1000 ? '' : Math.round(rate).toLocaleString('en'),
    peaks.length === 0 ? '' : megabytes(median(peaks)),
  ]);
}

console.log(`Ratios of whole processes, start-up included, run in turn; medians. Node ${process.version}.`);
console.log(report.toString());
console.log('For information: medians on this machine.');
console.log(rates.toString());
for (const failure of failures) console.log(`FAILED ${failure}`);
if (failures.length > 0 || interruption.signal.aborted) process.exitCode = 1;
