import { afterAll, describe, expect, it } from 'vitest';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { pages } from './blocks.ts';
import { fileOf } from './rows.ts';
import { filesOf, isModel, SHOWN_ROWS, shownBlocks } from './shown.ts';

/** `UPDATE_DOCS=1 npx vitest run test/docs` writes into the pages what is made today; read the difference. */
const update = process.env['UPDATE_DOCS'] === '1';

describe.each(pages())('$name', (page) => {
  afterAll(() => {
    if (update) page.save();
  });

  const files = filesOf(page);

  it.each(page.blocks.filter(isModel))('line $line: a model without problems that makes rows', async ({ text }) => {
    const { program, problems } = loadProgram({ text, files }, true);
    expect(problems).toEqual([]);
    for (const { name, rows } of program?.entities ?? []) {
      const lines = (await fileOf({ text, files }, name, 'jsonl', SHOWN_ROWS)).split('\n').length - 1;
      expect(lines).toBe(Math.min(rows, SHOWN_ROWS));
    }
  });

  it.each(shownBlocks(page))('$title', async ({ block, make }) => {
    const text = await make();
    if (update) page.replace(block, text);
    expect(update ? text : block.text).toBe(text);
  });

  it('shows something that a test checks', () => expect(page.blocks).not.toEqual([]));
});
