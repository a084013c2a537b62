import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileText } from '../../src/model/index.ts';
import { readTableFile } from '../../src/workers/programs/table-file.ts';

const readBytes = (bytes: Uint8Array, name = 'a.csv') => {
  const text = fileText(name, bytes);
  return typeof text === 'string' ? readTableFile({ name, text }) : text;
};
const read = (text: string, name?: string) => readBytes(new TextEncoder().encode(text), name);
const rowsOf = (text: string, name?: string): unknown => {
  const file = read(text, name);
  return 'columns' in file ? Object.fromEntries(file.columns.map((column) => [column.name, column.cells])) : file;
};

describe('tables from files', () => {
  it.each([
    ['commas', 'a,b\n1,2\n', undefined],
    ['no line break at the end', 'a,b\n1,2', undefined],
    ['CRLF and a byte order mark', '\ufeffa,b\r\n1,2\r\n', undefined],
    ['semicolons', 'a;b\n1;2\n', undefined],
    ['bars', 'a|b\n1|2\n', undefined],
    ['tabs', 'a\tb\n1\t2\n', undefined],
    ['tabs in a .tsv', 'a\tb\n1\t2\n', 'a.TSV'],
    ['quotes', '"a","b"\n"1","2"\n', undefined],
    ['blanks around names', ' a , b \n1,2\n', undefined],
    ['empty lines', '\na,b\n\n1,2\n\n', undefined],
  ])('have %s', (_, text, name) => expect(rowsOf(text, name)).toEqual({ a: ['1'], b: ['2'] }));

  it('keep what is quoted, and have null for what is empty', () => {
    expect(rowsOf('a,b\n"x, ""y""\nz",""\n, \n')).toEqual({ a: ['x, "y"\nz', null], b: [null, ' '] });
  });

  it('do not take separators within quotes for those of the header', () => {
    expect(rowsOf('"a,b,c";d\n1;2\n')).toEqual({ 'a,b,c': ['1'], d: ['2'] });
  });

  it.each([
    ['', 'FILE_INVALID', 'it is empty'],
    ['a,b\n', 'FILE_INVALID', 'no rows'],
    ['a,b\n1,2\n3\n', 'FILE_INVALID', 'line 3 has 1 cells, and the header 2'],
    ['a,b\n"x\ny",2\n1,2,3\n', 'FILE_INVALID', 'line 4 has 3 cells, and the header 2'],
    ['a,a\n1,2\n', 'FILE_INVALID', 'column 2 of the header has the name of another one'],
    ['a,\n1,2\n', 'FILE_INVALID', 'column 2 of the header cannot be a field: a name is empty'],
    ['a,b\n1,5" pipe\n', 'FILE_INVALID', 'line 2 has a quote within a cell'],
    ['a,b\n1,"5" pipe\n', 'FILE_INVALID', 'line 2 goes on after the closing quote'],
    ['a,b\n1,"secret\n2,3\n', 'FILE_INVALID', 'is not closed'],
    ['a,b\n1,\u0000\n', 'FILE_INVALID', 'line 2 has a control character'],
    [`a\n${'x'.repeat(65_537)}\n`, 'FILE_INVALID', 'row 1 has more than 65536'],
    [`${Array.from({ length: 65 }, (_, i) => `c${i}`).join(',')}\n`, 'FILE_INVALID', '65 columns'],
    [`a\n${'1\n'.repeat(100_001)}`, 'FILE_TOO_LARGE', 'more than 100000 rows'],
    [`a,b,c,d,e,f,g,h,i,j,k\n${'1,,,,,,,,,,\n'.repeat(100_000)}`, 'FILE_TOO_LARGE', '1100000 cells'],
    ['x'.repeat(8 * 1024 * 1024 + 1), 'FILE_TOO_LARGE', 'larger than 8 MiB'],
  ])(
    'are refused: %#',
    (text, code, message) => {
      const file = read(text);
      expect(file).toMatchObject({ name: 'a.csv', code, message: expect.stringContaining(message) });
      expect(JSON.stringify(file)).not.toContain('secret');
    },
    20_000,
  );

  it.each([
    ['Latin-1', [0x61, 0x0a, 0xe9, 0x0a]],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
  ])('are refused in %s', (_, bytes) => {
    expect(readBytes(Uint8Array.from(bytes))).toMatchObject({ code: 'FILE_INVALID', hint: /UTF-8/ });
  });

  it('are what a writer of CSV wrote', () => {
    const cell = fc.oneof(
      fc.string({
        unit: fc.constantFrom('a', 'b', ',', ';', '\t', '|', '"', '\n', '\r', ' ', 'é', '0', '.', '-'),
      }),
      fc.string({ unit: 'grapheme' }),
    );
    const rows = fc
      .integer({ min: 2, max: 4 })
      .chain((columns) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
      );
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        (cells, separator, end) => {
          const kept = cells.map((row) => row.map((text) => text.replaceAll(FORBIDDEN, '').toWellFormed()));
          const header = kept[0].map((_, i) => `c${i}`);
          const text = [header, ...kept.map((row) => row.map(quoted))].map((row) => row.join(separator) + end).join('');
          const expected = header.map((name, i) => [name, kept.map((row) => (row[i] === '' ? null : row[i]))]);
          expect(rowsOf(text)).toEqual(Object.fromEntries(expected));
        },
      ),
      { numRuns: 200 },
    );
  });
});

// oxlint-disable-next-line no-control-regex -- no file has them
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
