import { partFormatNames } from '../../src/formats/index.ts';
import type { ModelRequest } from '../../src/workers/programs/model-request.ts';
import { importText } from '../dialects/import-text.ts';
import type { Block, Page } from './blocks.ts';
import { commandOutput } from './commands.ts';
import { fileOf, problemsOf } from './rows.ts';
import { TABLES } from './tables.ts';

/** Rows of an entity that a page shows, unless the block says how many. */
export const SHOWN_ROWS = 5;

/** A block whose text can be made anew. */
export interface Shown {
  readonly title: string;
  readonly block: Block;
  readonly make: () => string | Promise<string>;
}

/** A block of YAML that must be a model without problems: not one marked `fragment`, or `source` of an import, or `wrong`, which has some. */
export function isModel({ language, words }: Block): boolean {
  return language === 'yaml' && !['wrong', 'fragment', 'source'].some((word) => words.includes(word));
}

/** The files that models of a page may name: blocks such as `text file countries.csv`. */
export function filesOf({ blocks }: Page): NonNullable<ModelRequest['files']> {
  return blocks
    .filter(({ language, words: [word] }) => language === 'text' && word === 'file')
    .map(({ words: [, name], text }) => ({ name, digest: '', text }));
}

/**
 * What a page shows of the models above it (`csv Order`, `json Order 3`, `text problems`), of a schema above it (`sql source`, then
 * `yaml imported`), of commands (`console`) and of registries (tables).
 */
export function shownBlocks(page: Page): Shown[] {
  const files = filesOf(page);
  let model: ModelRequest = { text: '', files };
  let source = '';
  return page.blocks.flatMap((block) => {
    if (block.language === 'yaml' && !block.words.includes('source')) model = { text: block.text, files };
    if (block.words.includes('source')) source = block.text;
    const make = makerOf(block, model, source);
    return make === null
      ? []
      : [{ title: `line ${block.line}, ${block.language} ${block.words.join(' ')}`, block, make }];
  });
}

function makerOf(
  { language, words: [name, rows], text }: Block,
  model: ModelRequest,
  source: string,
): Shown['make'] | null {
  if (name === 'source') return null;
  if (language === 'yaml' && name === 'imported') return async () => (await importText(source, null)).model;
  if (language === 'table') return () => TABLES[name]();
  if (language === 'text' && name === 'problems') return () => problemsOf(model);
  if (partFormatNames.includes(language)) return () => fileOf(model, name, language, Number(rows ?? SHOWN_ROWS));
  if (language !== 'console') return null;
  const [command] = text.split('\n', 1);
  return () => `${command}\n${commandOutput(command)}`;
}
