import { describe, expect, it } from 'vitest';
import { DIRECTIVES } from '../../src/model/words/directives.ts';
import { Page } from './blocks.ts';
import { isModel } from './shown.ts';

const page = new Page('docs/model.md');
const models = page.blocks.filter(isModel).map(({ text }) => text);

describe('docs/model.md', () => {
  const directives = DIRECTIVES.filter(({ shape }) => shape !== undefined);

  it.each(directives)('has a model with $name', ({ name }) => {
    expect(models.some((model) => model.includes(`${name}:`))).toBe(true);
  });
});
