import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Metrics } from '../../src/fronts/http/metrics.ts';

const path = join(import.meta.dirname, '..', '..', 'examples', 'cluster', 'grafana.json');

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}
const dashboard: { panels: Panel[]; templating: { list: { name: string }[] } } = JSON.parse(readFileSync(path, 'utf8'));

/** Labels that Prometheus adds to what it scrapes. */
const SCRAPED = ['job', 'instance'];

/** Labels of each metric, as /metrics has them once there is something to report. */
async function metrics(): Promise<Map<string, Set<string>>> {
  const one =
    (...labels: string[]) =>
    () =>
      Object.fromEntries(labels.map((label) => [label, 1]));
  const all = new Metrics({
    tasks: one('pending', 'running'),
    slices: () => 1,
    finished: one('completed'),
    generated: () => ({ rows: 1, bytes: 1 }),
    subscribers: one('ws'),
    events: one('delivered'),
    webhooks: () => ({ attempts: 1, delivered: 1, failed: 1, pending: 1 }),
    restarts: one('models'),
  });
  all.answered('graphql', 'POST', 200);
  const found = new Map<string, Set<string>>();
  for (const [, name, labels = ''] of (await all.text()).body.matchAll(/^([a-z]\w*)(?:\{(.*)\})? /gm)) {
    const known = found.get(name) ?? new Set(SCRAPED);
    for (const [, label] of labels.matchAll(/(\w+)="/g)) known.add(label);
    found.set(name, known);
  }
  return found;
}

const targets = dashboard.panels.flatMap(({ targets: own = [] }) => own);

/** The names that a pattern finds in a text. */
const namesIn = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name);

test.each(targets)('$expr reads a metric and labels that are in /metrics', async ({ expr, legendFormat }) => {
  const known = await metrics();
  const [name, ...others] = namesIn(expr, /(\w+)\{/g);
  expect(others).toEqual([]);
  expect([...known.keys()]).toContain(name);
  const grouped = namesIn(expr, /by \((\w+)\)/g);
  const written = namesIn(legendFormat, /\{\{(\w+)\}\}/g);
  for (const label of [...namesIn(expr, /(\w+)=/g), ...grouped, ...written]) {
    expect([...(known.get(name) ?? [])]).toContain(label);
  }
  expect(written).toEqual(/\b(sum|max)\b/.test(expr) ? grouped : written);
  expect(/\b(rate|increase)\(/.test(expr)).toBe(name.endsWith('_total'));
});

test('every metric of rowmill is shown', async () => {
  const shown = targets.flatMap(({ expr }) => namesIn(expr, /(rowmill_\w+)\{/g));
  const all = [...(await metrics()).keys()].filter((name) => name.startsWith('rowmill_'));
  expect([...new Set(shown)].toSorted()).toEqual(all.toSorted());
});

test('the variables that it uses are defined, and no panel covers another', () => {
  const own = dashboard.templating.list.map(({ name }) => name);
  const used = [...JSON.stringify(dashboard.panels).matchAll(/\$\{?([a-z]\w*)/g)].map(([, name]) => name);
  expect(own).toEqual(['datasource', 'job']);
  for (const name of used) expect(own).toContain(name);
  const ids = dashboard.panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const taken = new Set<string>();
  for (const { gridPos } of dashboard.panels) {
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect(taken.has(`${x} ${y}`)).toBe(false);
        taken.add(`${x} ${y}`);
      }
    }
  }
});
