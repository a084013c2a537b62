import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { median } from '../measure.ts';
import { fanOut } from './fan-out.ts';
import { largeTask } from './large-task.ts';
import { polls } from './polls.ts';
import { smallTask } from './small-task.ts';

/*
 * node bench/gateway/run.ts [--only P12,P13,P14,polls] [--repeat 3]
 * Starts gateways of its own. Exits with 1 when an output is wrong, never because a target is missed.
 */

const { values } = parseArgs({
  options: { only: { type: 'string', default: 'P12,P13,P14,polls' }, repeat: { type: 'string', default: '3' } },
});
const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interruption.abort());
const { signal } = interruption;

/** What a comparison came to: its ratio, the spread behind it, and the goal. */
type Row = [name: string, what: string, ratio: string, spread: string, goal: string, verdict: string];

const two = (value: number): string => value.toPrecision(3);

function row(name: string, what: string, ratio: number, spread: string, sign: '≥' | '≤', goal: number): Row {
  const met = sign === '≥' ? ratio >= goal : ratio <= goal;
  return [name, what, two(ratio), spread, `${sign} ${goal}`, met ? 'met' : 'not met'];
}

const comparisons: Record<string, () => Promise<Row>> = {
  async P12() {
    const ratios = await largeTask(Number(values.repeat), signal);
    const spread = `${two(Math.min(...ratios))}–${two(Math.max(...ratios))}`;
    return row('P12', 'a task of 10 M rows against the command line', median(ratios), spread, '≥', 0.9);
  },
  async P13() {
    const { ours, peer } = await smallTask(signal);
    const spread = `p50 ${two(median(ours))} ms, ${two(median(peer))} ms`;
    const what = 'mutation → completion event, 1,000 rows, against an empty job';
    return row('P13', what, median(ours) / median(peer), spread, '≤', 3);
  },
  async P14() {
    const { ours, peer } = await fanOut(signal);
    const spread = `p50 ${two(median(ours))} ms, ${two(median(peer))} ms`;
    return row('P14', '1,000 subscribers against 1,000 bare sockets', median(peer) / median(ours), spread, '≥', 0.5);
  },
  async polls() {
    const sorted = (await polls(signal)).toSorted((a, b) => a - b);
    const [p50, p99] = [0.5, 0.99].map((share) => sorted[Math.floor(sorted.length * share)]);
    const what = '1,000 clients that poll each second over the REST fronts: p99, ms';
    return row('polls', what, p99, `p50 ${two(p50)} ms`, '≤', 50);
  },
};

const table = new Table({ head: ['target', 'what', 'ratio', 'min–max, or medians', 'goal', ''], style: { head: [] } });
for (const name of values.only.split(',')) {
  if (!Object.hasOwn(comparisons, name)) throw new Error(`--only: there are ${Object.keys(comparisons).join(', ')}`);
  table.push(await comparisons[name]());
}
console.log(table.toString());
