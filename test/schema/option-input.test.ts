import { printType } from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { OptionSpecs } from '../../src/model/index.ts';

/** Of every type: a format may come to have what none has yet. */
const specs = {
  label: { summary: 'A text.', type: 'text', default: 'x', maxLength: 5 },
  note: { summary: 'Any text.', type: 'text' },
  level: { summary: 'A whole number.', type: 'integer', default: 3, min: -1, max: 22 },
  ratio: { summary: 'A number.', type: 'number', min: 0, max: 1e30 },
  header: { summary: 'A switch.', type: 'boolean', default: true },
  codec: { summary: 'A choice.', type: 'choice', default: 'gzip-9', choices: ['gzip-9', 'none'] },
  mark: { summary: 'A sign.', type: 'choice', choices: ['tab', ','] },
  letter: { summary: 'A letter.', type: 'choice', choices: ['a', 'A'] },
  names: { summary: 'Texts.', type: 'texts', default: ['a', 'b'], maxItems: 3 },
} as const satisfies OptionSpecs;

// The schema is made of what has been declared until then: this one is of these tests alone.
beforeAll(() => void vi.resetModules());
afterAll(() => void vi.resetModules());

test('an option of any type is a field of its type, with its default and its limits', async () => {
  const { optionsInput } = await import('../../src/schema/option-input.ts');
  const { name } = optionsInput('Odd', 'All of them.', specs);
  const { schema } = await import('../../src/schema/index.ts');
  expect(printType(schema.getType(name)!)).toBe(`"""All of them."""
input OddOptionsInput {
  """A choice."""
  codec: OddCodec = GZIP_9

  """A switch."""
  header: Boolean = true

  """A text. At most 5 characters."""
  label: String = "x"

  """A letter. The query \`formats\` lists the possible values."""
  letter: String

  """A whole number. From -1 to 22."""
  level: Int = 3

  """A sign. The query \`formats\` lists the possible values."""
  mark: String

  """Texts. At most 3 items."""
  names: [String!] = ["a", "b"]

  """Any text."""
  note: String

  """A number. From 0 to 1e+30."""
  ratio: Float
}`);
  expect(printType(schema.getType('OddCodec')!)).toMatch(/GZIP_9\n[^]*NONE\n/);
});
