import { cellsOf } from '../../src/cli/print/cells.ts';
import { generators } from '../../src/engine/generators/registry.ts';
import { speaks } from '../../src/engine/generators/families/locale-lists.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';

const MAX_SAMPLE = 60;

/** A sample of every generator in a locale, by name. */
function samplesIn(locale: string): ReadonlyMap<string, string> {
  const fields = generators.map(({ name }, i) => `  f${i}: { $generator: ${name} }\n`);
  const text = `$locale: ${locale}\nSample:\n  $count: 20\n  id: integer @id\n${fields.join('')}`;
  const entity = loadProgram({ text, seed: 'sample' }, false).program?.entities[0];
  if (entity === undefined) throw new Error('the samples have problems');
  const rows = cellsOf(entity, 0, 20);
  const columns = entity.table.columns.map(({ name }) => name);
  return new Map(
    generators.map(({ name }, i) => {
      const value = rows.map((row) => row[columns.indexOf(`f${i}`)]).find((cell) => cell != null) ?? '';
      return [name, value.length > MAX_SAMPLE ? `${value.slice(0, MAX_SAMPLE)}…` : value];
    }),
  );
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The catalogue by family: what each generator makes, its other names and options, and samples. */
export function generatorsTable(): string {
  const [en, de, ja] = ['en', 'de', 'ja'].map(samplesIn);
  const families = [...Map.groupBy(generators, ({ family }) => family)];
  return families
    .map(([family, members]) => {
      const rows = members.map(({ name, summary, aliases, options }) => {
        const also = aliases.length === 0 ? '' : ` Also ${aliases.map((alias) => `\`${alias}\``).join(', ')}.`;
        const names = Object.keys(options).map((option) => `\`${option}\``);
        const local = [['de', de] as const, ['ja', ja] as const].flatMap(([code, samples]) =>
          speaks(name, code) === true ? [samples.get(name) ?? ''] : [],
        );
        const samples = [en.get(name) ?? '', ...local].map(cell).filter((text) => text !== '');
        return `| \`${name}\` | ${cell(summary + also)} | ${names.join(', ')} | ${samples.join('<br>')} |\n`;
      });
      return `\n## ${family}\n\n| generator | makes | options | samples |\n|---|---|---|---|\n${rows.join('')}`;
    })
    .join('');
}
