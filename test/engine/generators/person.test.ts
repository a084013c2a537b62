import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../../src/engine/frame.ts';
import { Dictionary } from '../../../src/engine/dictionary.ts';
import { entries, joined } from '../../../src/engine/generators/families/recipes.ts';
import { slug } from '../../../src/engine/generators/families/slug.ts';
import type { FromField } from '../../../src/engine/generators/generator.ts';
import { personGenerators } from '../../../src/engine/generators/person.ts';
import { rowAt } from '../../../src/engine/rows.ts';
import { testResources } from '../resources.ts';
import { type Use, member, piecewise } from './member.ts';
import { makeColumn } from './read-values.ts';

const ROWS = 10_000;
const { person } = testResources.words();
const texts = (name: string, use: Use = {}, rows = ROWS): string[] =>
  makeColumn(member(personGenerators, name, use), rows).map(String);

describe('the person family', () => {
  it.each(personGenerators.map(({ name }) => name))('makes the same %s alone', (name) => {
    const { alone, whole } = piecewise(member(personGenerators, name));
    expect(alone).toEqual(whole);
  });

  it('agrees within a row', () => {
    const first = texts('first_name');
    const last = texts('last_name');
    expect(texts('full_name')).toEqual(first.map((name, i) => `${name} ${last[i]}`));
    expect(texts('initials')).toEqual(first.map((name, i) => name[0] + last[i][0]));
    for (const [i, email] of texts('email').entries()) {
      expect(email.replace(/\d*@example\.(com|org|net)$/, '')).toBe(`${slug(first[i])}.${slug(last[i])}`);
    }
    for (const [i, userName] of texts('user_name').entries()) {
      const [a, b] = [slug(first[i]), slug(last[i])];
      expect([`${a}.${b}`, `${a}_${b}`, a[0] + b, a + b[0]]).toContain(userName.replace(/\d*$/, ''));
    }
  });

  it('gives the gender of the first name, and its forms of address and middle names', () => {
    const first = texts('first_name');
    const gender = texts('gender');
    const prefix = texts('prefix');
    const middle = texts('middle_name');
    const women = new Set(person.firstNameFemale);
    const men = new Set(person.firstNameMale);
    const neutral = new Set<string>();
    for (let i = 0; i < ROWS; i++) {
      const told = (women.has(first[i]) && 'female') || (men.has(first[i]) && 'male');
      if (told === false) neutral.add(gender[i]);
      expect(gender[i]).toBe(told || gender[i]);
      const female = gender[i] === 'female';
      expect(female ? ['Ms.', 'Mrs.', 'Miss', 'Dr.'] : ['Mr.', 'Dr.']).toContain(prefix[i]);
      expect(female ? person.middleNameMale : person.middleNameFemale).not.toContain(middle[i]);
    }
    expect([...neutral].sort()).toEqual(['female', 'male']);
    expect(gender.filter((value) => value === 'female').length / ROWS).toBeCloseTo(0.53, 1);
  });

  it('narrows to a gender, alike for every member', () => {
    const use = { options: { gender: 'male' } };
    const first = texts('first_name', use);
    const men = new Set([...person.firstNameMale, ...person.firstNameNeutral]);
    expect(first.every((name) => men.has(name))).toBe(true);
    expect(new Set(texts('gender', use))).toEqual(new Set(['male']));
    expect(texts('full_name', use).every((name, i) => name.startsWith(`${first[i]} `))).toBe(true);
    expect(texts('email', use).every((email, i) => email.startsWith(`${slug(first[i])}.`))).toBe(true);
  });

  it('leaves members alone when others are there, or read first', () => {
    const recipes = ['email', 'first_name', 'gender', 'user_name'].map((name) => member(personGenerators, name));
    const alone = recipes.map((recipe) => makeColumn(recipe, { first: 100, length: 50 }));
    const together = makeColumn(joined(recipes.flatMap((recipe) => [recipe, '|'])), { first: 100, length: 50 });
    expect(together).toEqual(alone[0].map((_, i) => `${alone.map((column) => String(column[i])).join('|')}|`));
  });

  it.each(['email', 'user_name', 'full_name'])('makes %s unique', (name) => {
    const values = texts(name, { distinct: 30_000 }, 30_000);
    expect(new Set(values).size).toBe(30_000);
  });

  it('keeps the names of unique emails', () => {
    const first = texts('first_name');
    const emails = texts('email', { distinct: ROWS });
    expect(emails.every((email, i) => email.startsWith(`${slug(first[i])}.`))).toBe(true);
    expect(makeColumn(member(personGenerators, 'email', { distinct: 1e13 }), [1e12, 2 ** 32])).toEqual([
      expect.stringMatching(/^[a-z.]+\d+@example/),
      expect.stringMatching(/^[a-z.]+\d+@example/),
    ]);
  });

  it('makes unique names, or says that there are too few', () => {
    const names = texts('last_name', { distinct: 400 }, 400);
    expect(new Set(names).size).toBe(400);
    expect(() => member(personGenerators, 'last_name', { distinct: 5000 })).toThrow(/only \d+/);
    expect(() => member(personGenerators, 'initials', { distinct: 5 })).toThrow(/unique/);
    expect(new Set(texts('first_name', { distinct: 1000, options: { gender: 'male' } }, 1000)).size).toBe(1000);
  });

  it('takes the domains that are chosen', () => {
    const domains = ['acme.test', 'mail.acme.test'];
    const emails = texts('email', { options: { domains } });
    expect(new Set(emails.map((email) => email.split('@')[1]))).toEqual(new Set(domains));
    expect(() => member(personGenerators, 'email', { options: { domains: ['not a domain'] } })).toThrow(/domain/);
  });
});

/** The texts in turn. */
function cycle(given: readonly string[]): Recipe {
  return entries(Dictionary.from(given), (frame) => {
    const values = frame.arena.int32(frame.capacity);
    return {
      values,
      fill(rows) {
        for (let i = 0; i < rows.length; i++) values[i] = rowAt(rows, i) % given.length;
      },
    };
  });
}

/** The values in even rows only. */
function evenRows(recipe: Recipe): Recipe {
  return {
    ...recipe,
    nullable: true,
    bind(frame) {
      const bound = recipe.bind(frame);
      const validity = frame.arena.uint8(frame.capacity);
      bound.vector.validity = validity;
      return {
        vector: bound.vector,
        fill(rows) {
          bound.fill(rows);
          for (let i = 0; i < rows.length; i++) validity[i] = 1 - (rowAt(rows, i) % 2);
        },
      };
    },
  };
}

/** The same text in every row, as bytes. */
function bytes(text: string): Recipe {
  const encoded = new TextEncoder().encode(text);
  return {
    ...cycle([text]),
    bind: (frame) => ({
      vector: {
        kind: 'utf8',
        offsets: Int32Array.from({ length: frame.capacity + 1 }, (_, i) => encoded.length * i),
        bytes: Uint8Array.from({ length: frame.capacity * encoded.length }, (_, i) => encoded[i % encoded.length]),
        validity: null,
      },
      fill() {},
    }),
  };
}

describe('$from', () => {
  const given = ['Zoë', 'Jean-Luc', 'Łucja'];
  const slugs = ['zoe', 'jean.luc', 'lucja'];
  const field = (name: string, recipe: Recipe, generator = ''): FromField => ({ name, generator, recipe });
  const lasts = texts('last_name', {}, 9);

  it('takes the part of a name from a field of that name', () => {
    const from = [field('First Name', cycle(given))];
    expect(texts('full_name', { from }, 9)).toEqual(lasts.map((name, i) => `${given[i % 3]} ${name}`));
    const emails = texts('email', { from }, 9).map((email) => email.replace(/\d*@.*/, ''));
    expect(emails).toEqual(lasts.map((name, i) => `${slugs[i % 3]}.${slug(name)}`));
  });

  it('takes whole texts of any kind', () => {
    const full = joined([cycle(given), ' ', member(personGenerators, 'last_name')]);
    const from = [field('label', full)];
    const names = texts('user_name', { from }, 9).map((name) => name.replace(/\d*$/, ''));
    expect(names).toEqual(lasts.map((name, i) => `${slugs[i % 3]}.${slug(name)}`));
    expect(texts('full_name', { from }, 9)).toEqual(makeColumn(full, 9));
    expect(texts('user_name', { from: [field('label', bytes('Åke 1'))], distinct: 1 }, 1)).toEqual(['ake.1.1']);
  });

  it('is null where the field is', () => {
    const recipe = member(personGenerators, 'email', { from: [field('first_name', evenRows(cycle(given)))] });
    expect(recipe.nullable).toBe(true);
    expect(makeColumn(recipe, 6).map((value) => value === null)).toEqual([false, true, false, true, false, true]);
  });

  it('stays unique behind names that end in digits', () => {
    const from = [field('label', cycle(['ann1', 'ann', 'ann11']))];
    expect(new Set(texts('email', { from, distinct: 2000 }, 2000)).size).toBe(2000);
    expect(() => member(personGenerators, 'full_name', { from, distinct: 5 })).toThrow(/unique/);
  });

  it('refuses fields that are no text', () => {
    const from = [field('payload', { ...cycle(given), type: { kind: 'json' } })];
    expect(() => member(personGenerators, 'email', { from })).toThrow(/payload/);
  });
});
