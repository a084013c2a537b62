import { describe, expect, test } from 'vitest';
import { useFolder } from './folder.ts';
import { NUMBERS, SHOP, WRONG } from './models.ts';
import { type Result, run } from './run.ts';

const folder = useFolder({ 'shop.yaml': SHOP, 'wrong.yaml': WRONG, 'numbers.yaml': NUMBERS });
const preview = async (...args: string[]): Promise<Result> => await run(['preview', 'shop.yaml', ...args], folder);

describe('preview', () => {
  test('shows the first ten rows as a table', async () => {
    const { code, stdout, stderr } = await preview('--entity', 'User');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('│ id │ name');
    expect(stdout.match(/^│ +\d+ │/gm)).toHaveLength(10);
    expect(stdout).toContain('null');
  });

  test('shows as csv and json what generate writes there', async () => {
    const whole = (await run(['generate', 'shop.yaml', '--entity', 'User', '--out', '-'], folder)).stdout.split('\n');
    const range = ['--entity', 'User', '--from', '12', '--rows', '3'];
    const csv = await preview(...range, '--format', 'csv');
    expect(csv.stdout).toBe([whole[0], ...whole.slice(13, 16), ''].join('\n'));
    const json: { id: number }[] = JSON.parse((await preview(...range, '--format', 'json')).stdout);
    expect(json.map(({ id }) => id)).toEqual([13, 14, 15]);
  });

  test('shows the only entity, of a model on standard input too', async () => {
    const args = ['--format', 'csv', '--rows', '1', '--count', '1'];
    const { code, stdout, stderr } = await run(['preview', 'numbers.yaml', ...args], folder);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^id,value\n1,[\d.]+\n$/);
    expect(await run(['preview', '-', ...args], folder, NUMBERS)).toEqual({ code, stdout, stderr });
  });

  test('reaches any row at once', async () => {
    const args = ['--entity', 'User', '--count', '9_007_199_254_740_991', '--format', 'json', '--rows', '2', '--from'];
    for (const from of [1_000_000_000_000, 9_007_199_254_740_980]) {
      const rows: { id: number }[] = JSON.parse((await preview(...args, `${from}`)).stdout);
      expect(rows.map(({ id }) => id)).toEqual([from + 1, from + 2]);
    }
  });

  test('is empty past the end', async () => {
    const past = ['--entity', 'User', '--from', '20', '--format'];
    expect((await preview(...past, 'csv')).stdout).toBe('id,name,nickname\n');
    expect(JSON.parse((await preview(...past, 'json')).stdout)).toEqual([]);
    const table = await preview(...past, 'table');
    expect(table.code).toBe(0);
    expect(table.stdout).toContain('│ id │');
    expect(table.stderr).toBe('note: User has 20 rows; the last one is --from 19\n');
    const none = await run(['preview', 'numbers.yaml', '--count', '0'], folder);
    expect([none.code, none.stderr]).toEqual([0, 'note: Number has 0 rows\n']);
    expect(JSON.parse((await preview('--entity', 'User', '--from', '18', '--format', 'json')).stdout)).toHaveLength(2);
  });

  test.each([
    ['an unknown entity', ['--entity', 'Usr'], 'did you mean User?'],
    ['an unknown entity with a count', ['--entity', 'Usr', '--count', '5'], 'did you mean User?'],
    ['no entity of several', [], 'choose one entity with --entity: User, Order'],
    ['an unknown format', ['--entity', 'User', '--format', 'tabel'], 'did you mean table?'],
    ['too many rows', ['--entity', 'User', '--rows', '10001'], 'from 0 to 10000'],
  ])('refuses %s', async (_, args, message) => {
    const { code, stdout, stderr } = await preview(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('shows nothing of a model with errors', async () => {
    const { code, stdout, stderr } = await run(['preview', 'wrong.yaml', '--entity', 'User'], folder);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('2 errors, 1 warning\n');
  });
});
