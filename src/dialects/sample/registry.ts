import type { Dialect } from '../dialect.ts';

/** Characters that are looked at to find out what a text is. */
const MAX_LOOK = 100_000;
/** Beginnings of scripts of SQL. */
const SQL = /^\s*(?:--|\/\*|#|(?:create|alter|drop|insert|set|use|begin|comment|pragma|go|select|grant|delimiter)\b)/i;

/** Rows of which only the shape becomes a model. JSON that is no schema is a sample, or nothing. */
export const sampleDialects: readonly Dialect[] = [
  {
    name: 'jsonl',
    aliases: ['json', 'ndjson'],
    title: 'JSON or JSON Lines with rows',
    isSample: true,
    detects: ({ text }) =>
      text !== null && /^\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\d]|\]|$))/.test(text.slice(0, MAX_LOOK)),
    read: async (source, context) => {
      const { importSample } = await import('./import.ts');
      return await importSample('jsonl', source, context);
    },
  },
  {
    name: 'csv',
    aliases: ['tsv'],
    title: 'CSV with rows',
    isSample: true,
    detects: ({ text }) => text !== null && looksLikeCsv(text),
    read: async (source, context) => {
      const { importSample } = await import('./import.ts');
      return await importSample('csv', source, context);
    },
  },
];

/** Whether the first lines have as many cells as the first of them, and no line is a statement. */
function looksLikeCsv(text: string): boolean {
  const lines = text
    .slice(0, MAX_LOOK)
    .split(/\r?\n/)
    .slice(0, 5)
    .filter((line) => line.trim() !== '');
  if (lines.length < 2 || SQL.test(text) || /\bcreate\s+(?:\w+\s+)*table\b/i.test(text.slice(0, MAX_LOOK)))
    return false;
  return [',', ';', '\t', '|'].some((delimiter) => {
    const counts = lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(delimiter).length);
    return counts[0] > 1 && counts.slice(0, -1).every((count) => count === counts[0]);
  });
}
