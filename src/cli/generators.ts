import { styleText } from 'node:util';
import { catalogue } from '../engine/generators/catalogue.ts';
import type { Generator } from '../engine/generators/generator.ts';
import { generators } from '../engine/generators/registry.ts';
import { type NamedElsewhere, namesElsewhere, type NameSystem, type OptionSpec, closest } from '../model/index.ts';
import { loadProgram } from '../workers/programs/load-program.ts';
import { cellsOf } from './print/cells.ts';
import { Failure } from './failure.ts';
import { printable } from './print/printable.ts';

export interface GeneratorsOptions {
  readonly json?: boolean;
  readonly family?: string;
  /** The locale of the samples; en by default. */
  readonly locale?: string;
  readonly for?: NameSystem;
}

/** A seed for samples, so that they are the same every time. */
const SEED = 'sample';
/** Rows of a model that makes a sample; the first one that has a value is shown. */
const ROWS = 20;
const MAX_SAMPLE_LENGTH = 100;

/** Prints the catalogue, or what a search finds in it, on stdout. A search that finds nothing is a failure. */
export function listGenerators(words: readonly string[], options: GeneratorsOptions): void {
  const { json, family } = options;
  const locale = options.locale === undefined ? 'en' : knownLocale(options.locale);
  const search = words.join(' ');
  if (family !== undefined) checkFamily(family);
  if (options.for !== undefined) {
    listNames(options.for, search, options);
    return;
  }
  const found = generators.filter((generator) => matches(generator, search) && isOf(generator, family));
  if (found.length === 0) {
    const names = generators.flatMap(({ name, aliases }) => [name, ...aliases]);
    throw nothingFound('no generator', search, closest(search.replaceAll(' ', '_'), names));
  }
  const samples = samplesOf(found, locale);
  if (json === true) {
    const entries = found.map((generator) => {
      const { name, family, summary, type, aliases, options } = generator;
      return { name, family, summary, type, aliases, options, sample: samples.get(name) ?? null };
    });
    process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
    return;
  }
  for (const [family, members] of Map.groupBy(found, (generator) => generator.family)) {
    process.stdout.write(`${styleText(['bold', 'underline'], family)}\n`);
    for (const member of members) process.stdout.write(entryText(member, samples.get(member.name)));
    process.stdout.write('\n');
  }
}

/** Prints the names of another system, and what they are here. */
function listNames(system: NameSystem, search: string, { json, family }: GeneratorsOptions): void {
  const all = namesElsewhere(system);
  const within = all.filter(
    ({ generator }) => family === undefined || generators.some((one) => one.name === generator && isOf(one, family)),
  );
  const found = within.filter(({ name, generator }) => holds([name, generator ?? ''], search));
  if (found.length === 0) {
    const names = all.map(({ name }) => name);
    throw nothingFound(`no name of ${system}`, search, closest(search, names));
  }
  if (json === true) {
    process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    return;
  }
  const width = Math.max(...found.map(({ name }) => name.length));
  for (const one of found) process.stdout.write(`${styleText('cyan', one.name.padEnd(width))}  ${meaningOf(one)}\n`);
}

function meaningOf({ generator, options, reason }: NamedElsewhere): string {
  if (generator === null) return `- ${reason ?? ''}`;
  const given = Object.entries(options).map(([name, value]) => `${name}: ${String(value)}`);
  return `@${generator}${given.length === 0 ? '' : ` { ${given.join(', ')} }`}`;
}

function nothingFound(what: string, search: string, near: string | undefined): Failure {
  const hint = near === undefined ? '' : `: did you mean ${near}?`;
  return new Failure(1, `${what} matches ${JSON.stringify(search)}${hint}`);
}

function isOf(generator: Generator, family: string | undefined): boolean {
  return family === undefined || folded(generator.family) === folded(family);
}

function checkFamily(family: string): void {
  const families = [...new Set(generators.map((generator) => generator.family))];
  if (families.some((one) => folded(one) === folded(family))) return;
  throw new Failure(2, `there is no family ${JSON.stringify(family)}: the families are ${families.join(', ')}`);
}

function knownLocale(locale: string): string {
  const known = catalogue.locale(locale);
  if (known !== undefined) return known;
  const near = closest(locale, catalogue.locales);
  const hint = near === undefined ? `: the locales are ${catalogue.locales.join(', ')}` : `: did you mean ${near}?`;
  throw new Failure(2, `there is no locale ${JSON.stringify(locale)}${hint}`);
}

/** Whether every word of a search, in any case, occurs in a name, the family or the summary. */
function matches({ name, aliases, family, summary }: Generator, search: string): boolean {
  return holds([name, ...aliases, family, summary], search);
}

function holds(texts: readonly string[], search: string): boolean {
  const all = texts.map(folded);
  return folded(search)
    .split(' ')
    .every((word) => all.some((text) => text.includes(word)));
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[_-]/g, ' ');
}

function entryText(generator: Generator, sample: string | undefined): string {
  const { name, summary, type, aliases, options } = generator;
  const lines = [`${styleText('cyan', name)} (${type})  ${summary}`];
  if (sample !== undefined)
    lines.push(`  sample   ${styleText('green', printable(sample.slice(0, MAX_SAMPLE_LENGTH)))}`);
  if (aliases.length > 0) lines.push(`  also     ${aliases.join(', ')}`);
  for (const [option, spec] of Object.entries(options)) lines.push(`  option   ${option}: ${optionText(spec)}`);
  return lines.map((line) => `  ${line}\n`).join('');
}

function optionText(spec: OptionSpec): string {
  const parts = [typeText(spec)];
  if (spec.default !== undefined) parts.push(`default ${JSON.stringify(spec.default)}`);
  return `${parts.join(', ')}. ${spec.summary}`;
}

function typeText(spec: OptionSpec): string {
  switch (spec.type) {
    case 'choice':
      return spec.choices.join(' | ');
    case 'integer':
    case 'number':
      return `${spec.type} ${spec.min} to ${spec.max}`;
    case 'texts':
      return 'list of texts';
    case 'boolean':
    case 'text':
      return spec.type;
  }
}

/** A value of each generator without options in a locale, by name; none for one that makes nothing. */
function samplesOf(found: readonly Generator[], locale: string): ReadonlyMap<string, string> {
  const fields = found.map(({ name }) => `  ${name}: { $generator: ${name} }\n`);
  const text = `$locale: ${locale}\nSample:\n  $count: ${ROWS}\n${fields.join('')}`;
  const [entity] = loadProgram({ text, seed: SEED }, false).program?.entities ?? [];
  if (entity === undefined) return new Map();
  const rows = cellsOf(entity, 0, ROWS);
  return new Map(
    entity.table.columns.flatMap(({ name }, column) => {
      const value = rows.map((row) => row[column]).find((cell) => cell !== null);
      return value === undefined || value === null ? [] : [[name, value] as const];
    }),
  );
}
