import { describe, expect, test } from 'vitest';
import type { Column } from '../../src/engine/vector.ts';
import { csv } from '../../src/formats/csv.ts';
import { readCsv } from './csv-reader.ts';
import { encodeText } from './encode.ts';
import { column, make } from './vectors.ts';

const lines = (columns: readonly Column[], length: number, options: Record<string, string> = {}): string[] =>
  encodeText(csv, columns, [length], { header: 'false', ...options })
    .split('\n')
    .slice(0, -1);

describe('header', () => {
  test('names are quoted like cells', () => {
    const columns = ['a,b', '', '"', 'é', ' x '].map((name) => column(name, 'integer', make.int32([1])));
    expect(encodeText(csv, columns, [])).toBe('"a,b","","""",é, x \n');
    expect(encodeText(csv, columns, [], { delimiter: ';' })).toBe('a,b;"";"""";é; x \n');
  });

  test('can be left out', () => {
    expect(encodeText(csv, [column('a', 'integer', make.int32([1]))], [1], { header: 'false' })).toBe('1\n');
  });
});

describe('a byte order mark', () => {
  const columns = [column('ä', 'string', make.utf8(['ö']))];

  test('stands once, before the header or the rows', () => {
    expect(encodeText(csv, columns, [1, 1], { bom: 'true' })).toBe('\uFEFFä\nö\nö\n');
    expect(encodeText(csv, columns, [1], { bom: 'true', header: 'false' })).toBe('\uFEFFö\n');
    expect(encodeText(csv, columns, [], { bom: 'true' })).toBe('\uFEFFä\n');
  });
});

describe('quotes of all texts', () => {
  test('stand around texts and JSON, and nothing else', () => {
    const columns = [
      column('id', 'integer', make.int32([1, null])),
      column('plain', 'string', make.utf8(['x', null])),
      column('entry', 'string', make.dictionary(['a"b', ''])),
      column('both', 'string', make.concat([make.entries(['p', 'q']), '-'])),
      column('day', 'date', make.date([0, 1])),
    ];
    expect(encodeText(csv, columns, [2], { quote: 'text' }).split('\n')).toEqual([
      '"id","plain","entry","both","day"',
      '1,"x","a""b","p-",1970-01-01',
      ',,"","q-",1970-01-02',
      '',
    ]);
    expect(lines(columns.slice(0, 2), 2, { quote: 'text', null: '0' })).toEqual(['1,"x"', '0,0']);
  });
});

describe('null', () => {
  const columns = (name: string, texts: (string | null)[]): Column[] => [
    column(name, 'string', make.utf8(texts)),
    column(name, 'string', make.dictionary(texts)),
  ];

  test('is empty, and an empty text is not', () => {
    expect(lines(columns('a', ['', null, 'x']), 3)).toEqual(['"",""', ',', 'x,x']);
  });

  test('is an empty line in a table of one column', () => {
    expect(lines([column('a', 'integer', make.int32([1, null]))], 2)).toEqual(['1', '']);
  });

  test('may come from a dictionary that another column uses without nulls', () => {
    const shared = make.entries(['x', 'y,']);
    const sparse = { ...shared, validity: Uint8Array.of(0, 1) };
    const both = [column('a', 'string', shared), column('b', 'string', sparse), column('c', 'string', shared)];
    expect(lines(both, 2)).toEqual(['x,,x', '"y,","y,","y,"']);
    expect(lines(both, 2, { null: '-' })).toEqual(['x,-,x', '"y,","y,","y,"']);
  });

  test('has the text that is asked for, and what reads the same is quoted', () => {
    const options = { null: String.raw`\N` };
    expect(lines(columns('a', ['', null, String.raw`\N`, String.raw`\N2`]), 4, options)).toEqual([
      '"",""',
      String.raw`\N,\N`,
      String.raw`"\N","\N"`,
      String.raw`\N2,\N2`,
    ]);
    const first = make.entries(['\\', '\\', 'x', 'y']);
    expect(
      lines([column('c', 'string', make.concat([first, make.entries(['N', 'M', 'N', 'N'])]))], 4, options),
    ).toEqual([String.raw`"\N"`, String.raw`\M`, 'xN', 'yN']);
  });

  test('may read like a value of any type', () => {
    const numbers = [column('n', 'integer', make.int32([0, null, 10])), column('m', 'integer', make.int32([0, 1, 10]))];
    expect(lines(numbers, 3, { null: '0' })).toEqual(['"0","0"', '0,1', '10,10']);
    expect(lines([column('b', 'boolean', make.bool([true, false, null]))], 3, { null: 'true' })).toEqual([
      '"true"',
      'false',
      'true',
    ]);
    expect(lines([column('d', 'date', make.date([0, 1, null]))], 3, { null: '1970-01-01' })).toEqual([
      '"1970-01-01"',
      '1970-01-02',
      '1970-01-01',
    ]);
  });

  test('is quoted where its text cannot stand without', () => {
    expect(lines(columns('a', [null, 'x', 'a,b']), 3, { null: 'a,b' })).toEqual(['"a,b","a,b"', 'x,x', '"a,b","a,b"']);
  });
});

describe('delimiter', () => {
  const cells = [';', '\t', ',', '|', 'x'];
  const columns = [
    column('a', 'string', make.utf8(cells)),
    column('b', 'string', make.dictionary(cells)),
    column('c', 'string', make.concat([make.entries(cells), make.int32([1, 2, 3, 4, 5])])),
  ];

  test.each([
    [';', ';'],
    ['tab', '\t'],
    ['|', '|'],
    ['\u0001', '\u0001'],
  ])('%j', (option, delimiter) => {
    const text = encodeText(csv, columns, [5], { delimiter: option, header: 'false' });
    const quoted = cells.indexOf(delimiter);
    expect(readCsv(text, delimiter)).toEqual(
      cells.map((cell, i) => [cell, cell, `${cell}${i + 1}`].map((one) => ({ text: one, quoted: i === quoted }))),
    );
  });

  test.each(['ab', '', '"', '\n', 'a', '1', '-', '.', ':', 'é'])('%j is refused', (delimiter) => {
    expect(() => encodeText(csv, columns, [5], { delimiter })).toThrow(/^option delimiter: expected one of tab/);
  });
});

test('the formula guard holds for text alone', () => {
  const risky = ['=1', '+1', '-1', '@a', '\ta', '\ra', '', 'a=', '-,'];
  const n = make.int32(risky.map((_, i) => -i - 1));
  const columns = [
    column('a', 'string', make.utf8(risky)),
    column('b', 'string', make.dictionary(risky)),
    column('c', 'string', make.concat([make.dictionary(risky), '!'])),
    column('n', 'integer', n),
    column('s', 'string', make.concat([n, 'x'])),
    column('null', 'string', make.utf8(risky.map((text, i) => (i === 0 ? null : text)))),
  ];
  const guarded = ["'=1", "'+1", "'-1", "'@a", "'\ta", "'\ra", '', 'a=', "'-,"];
  const rows = readCsv(encodeText(csv, columns, [risky.length], { formulaGuard: 'true', header: 'false' }));
  expect(rows.map((row) => row.map((cell) => cell.text))).toEqual(
    guarded.map((text, i) => [text, text, i === 6 ? '!' : `${text}!`, `${-i - 1}`, `'${-i - 1}x`, i === 0 ? '' : text]),
  );
});

test('nothing is quoted that need not be', () => {
  const plain = [' x ', "it's", 'a;b', '\\', 'é', '=1', '\0', '\u2028', 'a b'];
  const columns = [column('a', 'string', make.utf8(plain)), column('b', 'string', make.dictionary(plain))];
  expect(lines(columns, plain.length)).toEqual(plain.map((text) => `${text},${text}`));
});
