import { describe, expect, it } from 'vitest';
import { generators } from '../../../src/engine/generators/registry.ts';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { rowsOf } from '../rows.ts';

const ROWS = 600;
const limited = generators.filter(({ range }) => range === 'longest').map(({ name }) => name);

async function texts(field: string, count = ROWS): Promise<string[]> {
  const { program, problems } = loadProgram({ text: `S: { $count: ${count}, v: ${field} }` }, true);
  if (program === null) throw new Error(problems.map(({ code }) => code).join());
  return (await rowsOf(program, 'S')).map((row) => String(row['v']));
}

const lengthOf = (text: string): number => Array.from(text).length;

/** Null where the generator says that it has no texts so short. */
async function within(name: string, most: number, more = ''): Promise<string[] | null> {
  try {
    return await texts(`{ $generator: ${name}, $max: ${most}${more} }`);
  } catch (error) {
    if (error instanceof Error && /^(RANGE_EMPTY|DOMAIN_TOO_SMALL)$/.test(error.message)) return null;
    throw error;
  }
}

describe('a greatest length', () => {
  it.each(limited)('holds for @%s, and keeps texts that fit', async (name) => {
    const free = await texts(`string @${name}`);
    const longest = Math.max(...free.map(lengthOf));
    expect(await within(name, 200)).toEqual(free);
    const refused = [];
    for (const most of [1, 2, 3, 7, 10, 15, 20, 30, 50].filter((one) => one < longest)) {
      const made = await within(name, most);
      if (made === null) refused.push(most);
      const wrong = made?.filter((text) => {
        const length = lengthOf(text);
        return length > most || text.trim() !== text || (length === 0 && name !== 'postcode');
      });
      expect(wrong ?? []).toEqual([]);
    }
    expect(Math.max(0, ...refused)).toBeLessThan(20);
  });

  it.each([
    'company',
    'city',
    'email',
    'user_name',
    'url',
    'phone',
    'domain',
    'file_name',
    'product_name',
    'job_title',
  ])('holds for distinct texts of @%s', async (name) => {
    for (const most of [8, 16, 24, 40]) {
      const made = (await within(name, most, ', $unique: true')) ?? [];
      expect(new Set(made).size).toBe(made.length);
      expect(made.filter((text) => lengthOf(text) > most)).toEqual([]);
    }
    expect(await within(name, 24, ', $unique: true')).not.toBeNull();
  });

  it('keeps the form of addresses of mail and sites', async () => {
    for (const text of await texts('string @email 1-20')) expect(text).toMatch(/^[^@]+@example\.(?:com|org|net)$/);
    for (const text of await texts('string @url 1-30'))
      expect(text).toMatch(/^https:\/\/[a-z-]+\.[a-z.]+(?:\/[^ ]*[^/])?$/);
    for (const text of await texts('string @domain 1-9')) expect(text).toMatch(/^[a-z][a-z-]*\.[a-z.]+$/);
  });

  it('cuts between words, and never in a link or a parenthesis', async () => {
    for (const text of await texts('string @company 1-14', 2000)) expect(text).not.toMatch(/[ ,&(-]$|\band$|\([^)]*$/);
  });

  it('leaves fields whose name means something with their own length as they were', async () => {
    const { model } = loadProgram({ text: 'S: { $count: 2, city: string 1-10 }' }, true);
    expect(model?.entities[0].fields.find(({ name }) => name === 'city')?.source).toMatchObject({
      kind: 'generator',
      name: 'words',
    });
  });

  it.each([
    ['{ $generator: city, $min: 5 }', 'RANGE_INVALID'],
    ['{ $generator: city, $max: 0 }', 'RANGE_INVALID'],
    ['{ $generator: city, $max: 10, $step: 2 }', 'RANGE_MISPLACED'],
    ['{ $generator: city, $max: 10, $distribution: normal }', 'RANGE_MISPLACED'],
    ['{ $generator: email, $max: 12 }', 'RANGE_EMPTY'],
    ['{ $generator: bird, $max: 1 }', 'RANGE_EMPTY'],
  ])('refuses %s', (field, code) => {
    const { problems } = loadProgram({ text: `S: { $count: 2, v: ${field} }` }, true);
    expect(problems.map((one) => one.code)).toEqual([code]);
  });
});
