import { expect, test } from 'vitest';
import { csv } from '../../src/formats/csv.ts';
import { json } from '../../src/formats/json.ts';
import { jsonl } from '../../src/formats/jsonl.ts';
import { postgresOptimized } from '../../src/formats/postgres-optimized.ts';
import { sql } from '../../src/formats/sql.ts';
import type { PartFormat } from '../../src/formats/format.ts';
import { encodeText } from './encode.ts';
import { column, make } from './vectors.ts';

const first = make.dictionary(['Ada', 'Émile', 'O"Neil']);
const columns = [
  column('id', 'integer', make.int53([1, 2 ** 53 - 1, -3])),
  column(
    'key',
    'uuid',
    make.uuid([
      '00000000-0000-4000-8000-00000000000a',
      'FFFFFFFF-ffff-4fff-bfff-ffffffffffff',
      '01234567-89ab-4cde-8f01-23456789abcd',
    ]),
  ),
  column('first name', 'string', first),
  column('email', 'string', make.concat([first, '@', make.int32([7, -70, 700]), '.example'])),
  column('note, "short"', 'string', make.utf8(['', null, 'two\nlines'])),
  column('born', 'date', make.date([-25_567, 0, 47_847])),
  column('balance', 'decimal', make.decimal(2, [-5, 1230, 900_719_925_474_099])),
  column(
    'exact',
    { kind: 'decimal', precision: 18, scale: 4 },
    make.decimal64(4, [123_456_789_012_345_678n, null, -1n]),
  ),
  column('share', 'number', make.float64([0.1, null, 1e21])),
  column('seen', 'timestamp', make.timestamp([1_704_067_200_000, 1_704_067_200_001, -1])),
  column('opens', 'time', make.time([49_500_000, 49_500_050, null])),
  column('active', 'boolean', make.bool([true, false, null])),
  column(
    'tags',
    { kind: 'list', item: { kind: 'enum', values: ['a', 'b"'] }, nullableItems: true },
    make.list([2, 0, 1], make.dictionary(['a', null, 'b"'])),
  ),
  column('raw', 'binary', make.binary([Uint8Array.of(1), Uint8Array.of(255, 254, 253), new Uint8Array(0)])),
];

const golden: readonly [PartFormat, string[]][] = [
  [
    csv,
    [
      'id,key,first name,email,"note, ""short""",born,balance,exact,share,seen,opens,active,tags,raw',
      '1,00000000-0000-4000-8000-00000000000a,Ada,Ada@7.example,"",1900-01-01,-0.05,12345678901234.5678,0.1,2024-01-01T00:00:00.000Z,13:45:00,true,"[""a"",null]",AQ==',
      '9007199254740991,ffffffff-ffff-4fff-bfff-ffffffffffff,Émile,Émile@-70.example,,1970-01-01,12.30,,,2024-01-01T00:00:00.001Z,13:45:00.050,false,[],//79',
      '-3,01234567-89ab-4cde-8f01-23456789abcd,"O""Neil","O""Neil@700.example","two',
      'lines",2101-01-01,9007199254740.99,-0.0001,1e+21,1969-12-31T23:59:59.999Z,,,"[""b\\""""]",""',
      '',
    ],
  ],
  [
    jsonl,
    [
      '{"id":1,"key":"00000000-0000-4000-8000-00000000000a","first name":"Ada","email":"Ada@7.example","note, \\"short\\"":"","born":"1900-01-01","balance":-0.05,"exact":12345678901234.5678,"share":0.1,"seen":"2024-01-01T00:00:00.000Z","opens":"13:45:00","active":true,"tags":["a",null],"raw":"AQ=="}',
      '{"id":9007199254740991,"key":"ffffffff-ffff-4fff-bfff-ffffffffffff","first name":"Émile","email":"Émile@-70.example","note, \\"short\\"":null,"born":"1970-01-01","balance":12.30,"exact":null,"share":null,"seen":"2024-01-01T00:00:00.001Z","opens":"13:45:00.050","active":false,"tags":[],"raw":"//79"}',
      '{"id":-3,"key":"01234567-89ab-4cde-8f01-23456789abcd","first name":"O\\"Neil","email":"O\\"Neil@700.example","note, \\"short\\"":"two\\nlines","born":"2101-01-01","balance":9007199254740.99,"exact":-0.0001,"share":1e+21,"seen":"1969-12-31T23:59:59.999Z","opens":null,"active":null,"tags":["b\\""],"raw":""}',
      '',
    ],
  ],
  [
    postgresOptimized,
    [
      'COPY "Thing" ("id", "key", "first name", "email", "note, ""short""", "born", "balance", "exact", "share", "seen", "opens", "active", "tags", "raw") FROM stdin;',
      '1\t00000000-0000-4000-8000-00000000000a\tAda\tAda@7.example\t\t1900-01-01\t-0.05\t12345678901234.5678\t0.1\t2024-01-01T00:00:00.000Z\t13:45:00\ttrue\t["a",null]\t\\\\x01',
      '9007199254740991\tffffffff-ffff-4fff-bfff-ffffffffffff\tÉmile\tÉmile@-70.example\t\\N\t1970-01-01\t12.30\t\\N\t\\N\t2024-01-01T00:00:00.001Z\t13:45:00.050\tfalse\t[]\t\\\\xfffefd',
      '-3\t01234567-89ab-4cde-8f01-23456789abcd\tO"Neil\tO"Neil@700.example\ttwo\\nlines\t2101-01-01\t9007199254740.99\t-0.0001\t1e+21\t1969-12-31T23:59:59.999Z\t\\N\t\\N\t["b\\\\""]\t\\\\x',
      '\\.',
      '',
    ],
  ],
  [
    sql,
    [
      "SET client_encoding = 'UTF8';",
      'SET standard_conforming_strings = on;',
      'CREATE TABLE "Thing" (',
      '  "id" bigint NOT NULL,',
      '  "key" uuid NOT NULL,',
      '  "first name" text NOT NULL,',
      '  "email" text NOT NULL,',
      '  "note, ""short""" text,',
      '  "born" date NOT NULL,',
      '  "balance" numeric(18,2) NOT NULL,',
      '  "exact" numeric(18,4),',
      '  "share" double precision,',
      '  "seen" timestamptz NOT NULL,',
      '  "opens" time,',
      '  "active" boolean,',
      '  "tags" jsonb NOT NULL,',
      '  "raw" bytea NOT NULL',
      ');',
      'INSERT INTO "Thing" ("id", "key", "first name", "email", "note, ""short""", "born", "balance", "exact", "share", "seen", "opens", "active", "tags", "raw") VALUES',
      "(1, '00000000-0000-4000-8000-00000000000a', 'Ada', 'Ada@7.example', '', '1900-01-01', -0.05, 12345678901234.5678, 0.1, '2024-01-01T00:00:00.000Z', '13:45:00', true, '[\"a\",null]', '\\x01'),",
      "(9007199254740991, 'ffffffff-ffff-4fff-bfff-ffffffffffff', 'Émile', 'Émile@-70.example', NULL, '1970-01-01', 12.30, NULL, NULL, '2024-01-01T00:00:00.001Z', '13:45:00.050', false, '[]', '\\xfffefd'),",
      "(-3, '01234567-89ab-4cde-8f01-23456789abcd', 'O\"Neil', 'O\"Neil@700.example', 'two",
      "lines', '2101-01-01', 9007199254740.99, -0.0001, 1e+21, '1969-12-31T23:59:59.999Z', NULL, NULL, '[\"b\\\"\"]', '\\x');",
      '',
    ],
  ],
];

test.each(golden)('$name', (format, lines) => {
  expect(encodeText(format, columns, [3])).toBe(lines.join('\n'));
});

test('sql for MySQL', () => {
  const lines = [
    'SET NAMES utf8mb4;',
    "SET sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';",
    'SET foreign_key_checks = 1;',
    'CREATE TABLE `Thing` (',
    '  `id` BIGINT NOT NULL,',
    '  `key` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,',
    '  `first name` LONGTEXT NOT NULL,',
    '  `email` LONGTEXT NOT NULL,',
    '  `note, "short"` LONGTEXT,',
    '  `born` DATE NOT NULL,',
    '  `balance` DECIMAL(18,2) NOT NULL,',
    '  `exact` DECIMAL(18,4),',
    '  `share` DOUBLE,',
    '  `seen` DATETIME(3) NOT NULL,',
    '  `opens` TIME(3),',
    '  `active` BOOLEAN,',
    '  `tags` JSON NOT NULL,',
    '  `raw` LONGBLOB NOT NULL',
    ') ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC;',
    'START TRANSACTION;',
    'INSERT INTO `Thing` (`id`, `key`, `first name`, `email`, `note, "short"`, `born`, `balance`, `exact`, `share`, `seen`, `opens`, `active`, `tags`, `raw`) VALUES',
    "(1, '00000000-0000-4000-8000-00000000000a', 'Ada', 'Ada@7.example', '', '1900-01-01', -0.05, 12345678901234.5678, 0.1, '2024-01-01T00:00:00.000', '13:45:00', true, '[\"a\",null]', X'01'),",
    "(9007199254740991, 'ffffffff-ffff-4fff-bfff-ffffffffffff', 'Émile', 'Émile@-70.example', NULL, '1970-01-01', 12.30, NULL, NULL, '2024-01-01T00:00:00.001', '13:45:00.050', false, '[]', X'fffefd'),",
    String.raw`(-3, '01234567-89ab-4cde-8f01-23456789abcd', 'O"Neil', 'O"Neil@700.example', 'two\nlines', '2101-01-01', 9007199254740.99, -0.0001, 1e+21, '1969-12-31T23:59:59.999', NULL, NULL, '["b\\""]', X'');`,
    'COMMIT;',
    '',
  ];
  expect(encodeText(sql, columns, [3], { dialect: 'mysql' })).toBe(lines.join('\n'));
});

test('json is the lines of jsonl in an array', () => {
  const lines = encodeText(jsonl, columns, [3]).trimEnd().split('\n');
  expect(encodeText(json, columns, [3])).toBe(`[\n${lines.join(',\n')}\n]\n`);
  expect(encodeText(json, columns, [])).toBe('[\n]\n');
});

test('a row without columns', () => {
  expect(encodeText(jsonl, [], [2, 1])).toBe('{}\n{}\n{}\n');
  expect(encodeText(json, [], [2, 1])).toBe('[\n{},\n{},\n{}\n]\n');
  expect(encodeText(csv, [], [2])).toBe('\n\n\n');
});
