import { expect, test } from 'vitest';
import { errorsOf, importText } from './import-text.ts';

const field = (name: string, parts: object): object => ({ name, data_type: 'varchar(255)', ...parts });

test('a definition becomes a model, with the places of what is approximated', async () => {
  const definition = {
    name: 'shop',
    entities: [
      {
        name: 'users',
        records: 5,
        fields: [
          field('id', { data_type: 'integer', generator: 'Number', distribution: 'autoincrement', primary_key: true }),
          field('email.x', { generator: 'No Such Thing' }),
        ],
      },
    ],
  };
  const text = JSON.stringify(definition, null, 1);
  const { model, report } = await importText(text, null);
  expect(errorsOf(model)).toEqual([]);
  expect(report).toMatchObject({ dialect: 'fabricate', source: { tables: 1, columns: 2 } });
  const [{ code, line, path }] = report.findings;
  expect([code, path]).toEqual(['TYPE_APPROXIMATED', 'users.email.x.generator']);
  expect(text.split('\n')[(line ?? 0) - 1]).toContain('No Such Thing');
});

test('static tables bring their rows, the largest only the first of them', async () => {
  const entity = (name: string, rows: number): object => ({
    name,
    is_static: true,
    source: { data: ['code,name', ...Array.from({ length: rows }, (_, i) => `c${i},n${i}`)].join('\n') },
    fields: [field('code', { primary_key: true }), field('name', {})],
  });
  const { model, report } = await importText(
    JSON.stringify({ entities: [entity('small', 3), entity('large', 300), entity('huge', 9000)] }),
    'fabricate',
  );
  expect(errorsOf(model)).toEqual([]);
  expect(model).toContain('c299');
  expect(report.findings.map(({ code, path }) => `${code} ${path}`)).toContain('ROWS_LIMITED huge');
});

test.each([
  ['{"entities": ', 'DOCUMENT_SYNTAX'],
  ['{"tables": []}', 'DOCUMENT_UNKNOWN'],
  ['[]', 'DOCUMENT_UNKNOWN'],
])('%s is no definition', async (text, code) => {
  const { model, report } = await importText(text, 'fabricate');
  expect([model, report.findings.map((finding) => finding.code)]).toEqual(['', [code]]);
});
