import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useFolder } from './folder.ts';
import { DOUBTFUL, SHOP, WRONG } from './models.ts';
import { type Result, run, runAlone } from './run.ts';

const INFERRED = `
User:
  id: integer @id
  email: string
  address: { city: string }
  site: { country: "enum(DE, FR)", town: string }
  battery: integer
  status: string
  is_active: boolean
  age: integer
  birth_date: date
  warehouse: { name: string }
  foo: string
  bar: integer
  baz: integer 1-5
`;

const folder = useFolder({
  'shop.yaml': SHOP,
  'wrong.yaml': WRONG,
  'doubtful.yaml': DOUBTFUL,
  'inferred.yaml': INFERRED,
});
const check = async (...args: string[]): Promise<Result> => await run(['check', ...args], folder);

describe('check', () => {
  test('says how many rows there are, and how large they are', async () => {
    const { code, stdout, stderr } = await check('shop.yaml', '--set', 'users=1000000');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('shop.yaml: no problems\n');
    expect(stdout).toMatch(/^ {2}User +1,000,000 rows {2}about [\d.]+ MB as csv$/m);
    expect(stdout).toMatch(/^ {2}Order +30 rows {2}about [\d.]+ kB as csv$/m);
  });

  test('says what was inferred', async () => {
    const { stdout } = await check('inferred.yaml');
    expect(stdout).toContain('User.email: email (from its name)\n');
    expect(stdout).toContain('User.address.city: city (from its name)\n');
    expect(stdout).toContain('User.site.town: city, following country (from its name)\n');
    expect(stdout).toContain('User.battery: integer 1..100 (from its name)\n');
    expect(stdout).toContain('User.status: one of active, inactive, pending (from its name)\n');
    expect(stdout).toContain('User.is_active: boolean (share 0.9) (from its name)\n');
    expect(stdout).toContain('User.age: computed from birth_date\n');
    expect(stdout).toContain('User.warehouse.name: {@city} Warehouse (from its name)\n');
    expect(stdout).toContain('User.baz: integer 1..5 (from its type)\n');
  });

  test('begins with what could not be inferred, and says how to say it', async () => {
    const { stdout } = await check('inferred.yaml');
    const [first, second] = stdout.split('\n\n').slice(1);
    expect(first).toMatch(
      /^Not inferred \(random values of the type\):\n {2}User\.foo: words\n {2}User\.bar: integer\n {2}\w/,
    );
    expect(second).toMatch(/^Inferred:\n/);
    const { stdout: json } = await check('inferred.yaml', '--json');
    expect(JSON.parse(json)).toMatchObject({
      unknown: [
        { field: 'User.foo', gives: 'words', generator: 'words', from: 'type' },
        { field: 'User.bar', generator: 'integer' },
      ],
    });
    expect((await check('shop.yaml')).stdout).not.toContain('Not inferred');
  });

  test('fails for errors, not for warnings', async () => {
    const wrong = await check('wrong.yaml');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/^wrong\.yaml:4:\d+ error GENERATOR_UNKNOWN .*email/m);
    expect(wrong.stderr).toContain('\n2 errors, 1 warning\n');
    const doubtful = await check('doubtful.yaml');
    expect(doubtful.code).toBe(0);
    expect(doubtful.stderr).toMatch(/^doubtful\.yaml:5:1 warning NAME_CASE /);
  });

  test('reads standard input, and names it', async () => {
    const good = await runAlone(['check', '-'], folder, SHOP);
    expect([good.code, good.stderr, good.stdout.split('\n')[0]]).toEqual([0, '', 'stdin: no problems']);
    const wrong = await run(['check', '-'], folder, WRONG);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/^stdin:4:\d+ error GENERATOR_UNKNOWN /m);
    const large = await run(['check', '-'], folder, '#'.repeat(1024 * 1024 + 1));
    expect([large.code, large.stderr]).toEqual([2, 'error: cannot read the model stdin: it is larger than 1024 KiB\n']);
  });

  test.each([
    ['shp.yaml', ': did you mean shop.yaml?\n'],
    ['shop.yml', ': did you mean shop.yaml?\n'],
    ['shop', ': did you mean shop.yaml?\n'],
    ['nothing-like-it', ': there is no such file\n'],
    [join('missing', 'shop.yaml'), ': there is no such file\n'],
  ])('says which model may be meant by %s', async (name, end) => {
    const { code, stderr } = await check(name);
    expect(code).toBe(2);
    expect(stderr.endsWith(end)).toBe(true);
  });

  test('prints one JSON object', async () => {
    const good = await check('shop.yaml', '--json');
    expect(JSON.parse(good.stdout)).toMatchObject({
      errors: 0,
      problems: [],
      entities: [
        { name: 'User', rows: 20, estimatedBytes: expect.any(Number) },
        { name: 'Order', rows: 30, estimatedBytes: expect.any(Number) },
      ],
    });
    const bad = await check('wrong.yaml', '--json');
    expect([bad.code, bad.stderr]).toEqual([2, '']);
    const report = JSON.parse(bad.stdout);
    expect([report.errors, report.warnings, report.problems.length]).toEqual([2, 1, 3]);
    expect(report.problems[0]).toMatchObject({ severity: 'error', line: 4 });
    expect(report.entities).toEqual([]);
  });

  test.each([
    ['missing', 'missing.yaml', 'there is no such file'],
    ['a folder', 'folder', 'it is a folder'],
    ['too large', 'large.yaml', 'it is larger than 1024 KiB'],
    ['not text', 'binary.yaml', 'it is not UTF-8 text'],
  ])('refuses a model that is %s', async (_, name, message) => {
    mkdirSync(join(folder, 'folder'), { recursive: true });
    writeFileSync(join(folder, 'large.yaml'), '#'.repeat(1024 * 1024 + 1));
    writeFileSync(join(folder, 'binary.yaml'), Buffer.from([0x55, 0xff, 0xfe]));
    const { code, stdout, stderr } = await check(name);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: cannot read the model [^\n]*\n$/);
    expect(stderr).toContain(message);
  });
});
