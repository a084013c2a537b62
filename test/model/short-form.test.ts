import { describe, expect, it } from 'vitest';
import { line } from './parsed.ts';

const DAY = 86_400_000;
const bounds = (value: string): readonly unknown[] => {
  const { source, type } = line(value);
  const range = source.kind === 'generator' ? source.range : null;
  return [type, range?.min?.value, range?.max?.value];
};

describe('the short form', () => {
  it.each(['string', 'number', 'integer', 'boolean', 'date', 'time', 'timestamp', 'uuid', 'json', 'binary'])(
    'has the type %s',
    (type) => {
      const { source, ...field } = line(type);
      expect(field.type).toEqual({ kind: type });
      expect(field.inferred).toBe('type');
      expect(source).toMatchObject({ kind: 'generator', name: type === 'string' ? 'words' : type });
    },
  );

  it('reads the bounds of a decimal by their digits', () => {
    expect(bounds('decimal(18,0) 0-999999999999999999')).toEqual([
      { kind: 'decimal', precision: 18, scale: 0 },
      0,
      1e18,
    ]);
    expect(bounds('number 0.5..99999999999999999.9')[0]).toEqual({ kind: 'decimal', precision: 18, scale: 1 });
    expect(bounds('decimal(3,2) 0.50-9.99')[0]).toEqual({ kind: 'decimal', precision: 3, scale: 2 });
  });

  it('has decimals, enums with quoted values, and lists', () => {
    expect(line('decimal(10,2)').type).toEqual({ kind: 'decimal', precision: 10, scale: 2 });
    expect(line('decimal(10)').type).toEqual({ kind: 'decimal', precision: 10, scale: 0 });
    expect(line('enum(a, "b, c", \'d)\', 5)').source).toEqual({
      kind: 'values',
      values: ['a', 'b, c', 'd)', '5'],
      weights: null,
    });
    expect(line('enum(open 70%, "5% off, sold" 29.5 %, closed 0.5%)').source).toEqual({
      kind: 'values',
      values: ['open', '5% off, sold', 'closed'],
      weights: [70, 29.5, 0.5],
    });
    expect(line('enum("open 70%", "closed 30%")').source).toMatchObject({ values: ['open 70%', 'closed 30%'] });
    expect(line('[string @word]')).toMatchObject({
      type: null,
      source: {
        kind: 'list',
        length: { min: 1, max: 3, distribution: { name: 'uniform' } },
        item: { path: 'x[]', type: { kind: 'string' }, source: { name: 'word' } },
      },
    });
    expect(line('[["enum(a, b)"]]').source).toMatchObject({
      kind: 'list',
      item: { source: { kind: 'list', item: { path: 'x[][]' } } },
    });
    expect(line('\n    - a: string\n      b: [integer]').source).toMatchObject({
      kind: 'list',
      item: { source: { kind: 'object', fields: [{ path: 'x[].a' }, { path: 'x[].b' }] } },
    });
  });

  it('takes its words in any order', () => {
    const field = line('string null 20% hidden (###) unique @phone');
    expect(field).toMatchObject({
      nullShare: 0.2,
      hidden: true,
      unique: true,
      source: { name: 'phone', hint: '###' },
      inferred: null,
    });
    expect(line('"string @phone ((555) 555-5555)"').source).toMatchObject({ hint: '(555) 555-5555' });
    expect(line('string null 2.5%').nullShare).toBe(0.025);
  });

  it('reads ranges', () => {
    expect(bounds('integer 18-65')).toEqual([{ kind: 'integer' }, 18, 65]);
    expect(bounds('integer -10..10')).toEqual([{ kind: 'integer' }, -10, 10]);
    expect(bounds('integer -10--5')).toEqual([{ kind: 'integer' }, -10, -5]);
    expect(bounds('integer 1_000-1_000_000')).toEqual([{ kind: 'integer' }, 1000, 1_000_000]);
    expect(bounds('string 5-10')).toEqual([{ kind: 'string' }, 5, 10]);
    expect(bounds('decimal(10,2) 5.00-999.99')).toEqual([{ kind: 'decimal', precision: 10, scale: 2 }, 5, 999.99]);
  });

  it('reads dates: the first instant below, the last above', () => {
    const from = Date.UTC(2024, 0, 1);
    expect(bounds('date 2024-01-01..2025-12-31')).toEqual([{ kind: 'date' }, from, Date.UTC(2026, 0, 1) - 1]);
    expect(bounds('timestamp 2024-01-01-2024-01-01')).toEqual([{ kind: 'timestamp' }, from, from + DAY - 1]);
    expect(bounds('timestamp 2024-01-01T10:30..2024-02-29T23:59:59.5Z')).toEqual([
      { kind: 'timestamp' },
      from + 10.5 * 3_600_000,
      Date.UTC(2024, 1, 29, 23, 59, 59, 500),
    ]);
    expect(bounds('time 09:00..17:00')).toEqual([{ kind: 'time' }, 9 * 3_600_000, 17 * 3_600_000]);
    expect(bounds('"string @date 2024-01-01..2024-01-01 (YYYY)"')).toEqual([{ kind: 'string' }, from, from + DAY - 1]);
  });

  it('narrows number by its bounds', () => {
    expect(line('number').type).toEqual({ kind: 'number' });
    expect(line('number 18-65').type).toEqual({ kind: 'integer' });
    expect(line('number 5.00-999.99').type).toEqual({ kind: 'decimal', precision: 5, scale: 2 });
    expect(line('number -0.5..0.25').type).toEqual({ kind: 'decimal', precision: 3, scale: 2 });
    expect(line('number 5-999 (currency)').type).toEqual({ kind: 'decimal', precision: 5, scale: 2 });
    expect(line('number (currency)').type).toEqual({ kind: 'decimal', precision: 18, scale: 2 });
    expect(line('{ $type: number, $min: 0, $max: 1, $decimals: 3 }').type).toEqual({
      kind: 'decimal',
      precision: 4,
      scale: 3,
    });
    expect(line('{ $type: number, $min: 0, $max: 1, $step: 0.25 }').type).toEqual({
      kind: 'decimal',
      precision: 3,
      scale: 2,
    });
  });

  it('finds generators by alias, by the name of the field and by the type', () => {
    expect(line('string @zip')).toMatchObject({ source: { name: 'postcode' }, inferred: null });
    expect(line('string @FullName')).toMatchObject({ source: { name: 'full_name' }, inferred: null });
    expect(line('{ $generator: Job Title }')).toMatchObject({
      type: null,
      source: { name: 'job_title' },
      inferred: null,
    });
    expect(line('string', 'email')).toMatchObject({ source: { name: 'email' }, inferred: 'name' });
    expect(line('{ $unique: true }', 'email')).toMatchObject({
      type: null,
      unique: true,
      source: { name: 'email' },
      inferred: 'name',
    });
    expect(line('string', 'note')).toMatchObject({ source: { name: 'words' }, inferred: 'type' });
  });

  it('prefers the bounds to a guess by the name', () => {
    expect(line('number 18-65', 'age')).toMatchObject({ source: { name: 'age' }, inferred: 'name' });
    expect(line('number 0.5-2.5', 'age')).toMatchObject({ source: { name: 'number' }, inferred: 'type' });
    expect(line('string 5-10', 'name')).toMatchObject({ source: { name: 'words' }, inferred: 'type' });
  });

  it('has expressions and references', () => {
    expect(line('"= p + 1"').source).toMatchObject({ kind: 'expression', expression: { op: 'binary', operator: '+' } });
    const own = { by: null, where: null, cap: null, tree: null, self: false, shows: null };
    const one = { kind: 'reference', entity: 'P', field: 'id', many: null, per: null, share: null, depth: 1, ...own };
    expect(line('$P.id').source).toEqual(one);
    expect(line('$P.id null 10% hidden')).toMatchObject({ nullShare: 0.1, hidden: true, source: one });
    expect(line('$P').source).toEqual({ ...one, field: null });
    const many = {
      min: 1,
      max: 3,
      distribution: { name: 'uniform' },
      choices: null,
      isFallback: true,
      expression: null,
    };
    expect(line('[$P]').source).toEqual({ ...one, field: null, many });
    expect(line('{ $items: $P.n, $length: 2-4 }').source).toEqual({
      ...one,
      field: 'n',
      many: { ...many, min: 2, max: 4, isFallback: false },
    });
  });

  it('is the same in $type', () => {
    expect(line('{ $type: string @email unique null 5% }')).toMatchObject({
      unique: true,
      nullShare: 0.05,
      source: { name: 'email' },
    });
    expect(line('{ $type: [integer 1-5], $length: 2 }').source).toMatchObject({
      kind: 'list',
      length: { min: 2, max: 2 },
    });
    expect(line('{ $type: $P.id, $share: zipf }').source).toMatchObject({ kind: 'reference', share: { name: 'zipf' } });
  });
});
