import cardValidator from 'card-validator';
import { expect, test } from 'vitest';
import { ORACLE_ROWS } from './oracle-rows.ts';
import { makeColumn } from './read-values.ts';
import { compileUse } from './use.ts';

const ROWS = Math.max(3000, ORACLE_ROWS);
const column = (name: string, options = {}): string[] => makeColumn(compileUse(name, { options }), ROWS).map(String);
/** How card-validator calls the networks, where it differs. */
const CALLED: Readonly<Record<string, string>> = {
  diners_club: 'diners-club',
  american_express: 'american-express',
};

test('number, network and code are of one card', () => {
  const numbers = column('credit_card');
  const types = column('credit_card_type');
  const codes = column('cvv');
  for (const [i, number] of numbers.entries()) {
    const { isValid, card } = cardValidator.number(number);
    expect([number, isValid, card?.niceType]).toEqual([number, true, types[i]]);
    expect(codes[i]).toHaveLength(card?.code.size ?? 0);
  }
  expect(new Set(types).size).toBe(8);
});

test.each(['visa', 'mastercard', 'american_express', 'discover', 'diners_club', 'jcb', 'unionpay', 'maestro'])(
  'the option %s gives numbers of it',
  (network) => {
    const options = { network };
    for (const number of column('credit_card', options).slice(0, ORACLE_ROWS)) {
      const { isValid, card } = cardValidator.number(number);
      expect([number, isValid, card?.type]).toEqual([number, true, CALLED[network] ?? network]);
    }
    expect(new Set(column('credit_card_type', options)).size).toBe(1);
  },
);

test('cards expire after now', () => {
  for (const text of column('credit_card_expiry')) {
    expect(text).toMatch(/^(?:0[1-9]|1[0-2])\/(?:26|27|28|29|30|31)$/);
    expect(text).not.toBe('01/26');
  }
});

test('numbers differ where they must', () => {
  const numbers = makeColumn(compileUse('credit_card', { distinct: 20_000 }), 20_000);
  expect(new Set(numbers).size).toBe(20_000);
});
