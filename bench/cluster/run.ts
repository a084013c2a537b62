import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './measure.ts';
import { ASSUMED, type Result, simulate } from './simulate.ts';

const ROWS = 1e12;
const NODES = [1, 2, 4, 10, 30, 100, 300, 1000];
/** In bytes a second. */
const STORES = new Map([
  ['100 Gbit/s', 12.5e9],
  ['1 Tbit/s', 125e9],
  ['10 Tbit/s', 1250e9],
]);

const { costs, processes } = await measure();
const milliseconds = (seconds: number): string => `${(seconds * 1000).toPrecision(3)} ms`;
console.log('Measured, in CPU time of one core; a part has 10 MiB\n\n| what | costs |\n|---|---|');
console.log(`| a process, until it is at full speed | ${milliseconds(costs.start)} |`);
console.log(`| a part (${Math.round(costs.rowsOfPart).toLocaleString('en')} rows) | ${milliseconds(costs.part)} |`);
console.log(`| to send a part to a bucket | ${milliseconds(costs.send)} |`);
console.log(`| the row of a part, in PostgreSQL | ${milliseconds(costs.row)} |`);
console.log(`| a claim, in PostgreSQL | ${milliseconds(costs.claim)} |`);

console.log('\n| processes of `--part` | CPU seconds, foretold | measured |\n|---|---|---|');
const work = (costs.part * costs.bytes) / (10 * 2 ** 20);
for (const [n, seconds] of processes)
  console.log(`| ${n} | ${(n * costs.start + work).toFixed(2)} | ${seconds.toFixed(2)} |`);

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const curves = new Map<string, readonly Result[]>();
for (const [name, store] of STORES) {
  const results = NODES.map((nodes) => simulate(costs, nodes, store));
  curves.set(name, results);
  console.log(`\nA store that takes ${name}\n`);
  console.log(
    '| nodes | rows/s | 10^12 rows take | cores | network | store | PostgreSQL |\n|---|---|---|---|---|---|---|',
  );
  for (const [at, { rowsPerSecond, busy }] of results.entries()) {
    const hours = ROWS / rowsPerSecond / 3600;
    const time = hours < 1 ? `${(hours * 60).toFixed(0)} min` : `${hours.toFixed(1)} h`;
    const shares = [busy.cores, busy.network, busy.store, busy.database].map(percent).join(' | ');
    console.log(`| ${NODES[at]} | ${Math.round(rowsPerSecond / 1e6).toLocaleString('en')} M | ${time} | ${shares} |`);
  }
}

// Both axes are logarithmic.
const [width, height, left, bottom] = [640, 360, 70, 40];
const all = [...curves.values()].flat().map(({ rowsPerSecond }) => Math.log10(rowsPerSecond));
const [low, high] = [Math.floor(Math.min(...all)), Math.ceil(Math.max(...all))];
const x = (nodes: number): number => left + (Math.log10(nodes) / 3) * (width - left - 120);
const y = (rows: number): number =>
  height - bottom - ((Math.log10(rows) - low) / (high - low)) * (height - bottom - 20);
const colours = ['#c33', '#27c', '#293'];
const lines = [...curves].map(([name, results], at) => {
  const points = results.map(({ rowsPerSecond }, n) => `${x(NODES[n]).toFixed(1)},${y(rowsPerSecond).toFixed(1)}`);
  const last = y(results.at(-1)!.rowsPerSecond) + 4;
  return `<polyline fill="none" stroke="${colours[at]}" stroke-width="2" points="${points.join(' ')}"/>
<text x="${x(1000) + 6}" y="${last.toFixed(1)}" fill="${colours[at]}">store: ${name}</text>`;
});
const down = NODES.map(
  (n) => `<text x="${x(n).toFixed(1)}" y="${height - bottom + 18}" text-anchor="middle">${n}</text>`,
);
const across = Array.from({ length: high - low + 1 }, (_, n) => {
  const at = y(10 ** (low + n)).toFixed(1);
  const label = `${(10 ** (low + n - 6)).toLocaleString('en')} M`;
  return `<path d="M${left} ${at}H${x(1000).toFixed(1)}" stroke="#ddd"/><text x="${left - 6}" y="${at}" text-anchor="end">${label}</text>`;
});
writeFileSync(
  join(import.meta.dirname, 'cluster.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
<text x="${left}" y="14">rows a second, by nodes of ${ASSUMED.cores} cores</text>
${[...across, ...lines, ...down].join('\n')}
</svg>
`,
);
