import { partFormatNames } from '../../src/formats/index.ts';
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

/** A block of YAML that must be a model without problems: not one marked `fragment`, or `wrong`, which has some. */
export function isModel({ language, words }: Block): boolean {
  return language === 'yaml' && !words.includes('wrong') && !words.includes('fragment');
}

/**
 * What a page shows of the models above it (`csv Order`, `json Order 3`, `text problems`), of commands (`console`) and of
 * registries (tables).
 */
export function shownBlocks(page: Page): Shown[] {
  let model = '';
  return page.blocks.flatMap((block) => {
    if (block.language === 'yaml') model = block.text;
    const make = makerOf(block, model);
    return make === null
      ? []
      : [{ title: `line ${block.line}, ${block.language} ${block.words.join(' ')}`, block, make }];
  });
}

function makerOf({ language, words: [name, rows], text }: Block, model: string): Shown['make'] | null {
  if (language === 'table') return () => TABLES[name]();
  if (language === 'text' && name === 'problems') return () => problemsOf(model);
  if (partFormatNames.includes(language)) return () => fileOf(model, name, language, Number(rows ?? SHOWN_ROWS));
  if (language !== 'console') return null;
  const [command] = text.split('\n', 1);
  return () => `${command}\n${commandOutput(command)}`;
}
