import { describe, expect, it } from 'vitest';
import { line } from './parsed.ts';

describe('the full form', () => {
  it('checks options and fills in defaults', () => {
    const { source } = line(
      '{ $generator: email, $options: { plus: true, domains: [a.test, b.test], share: 0.5, suffix: 12 } }',
    );
    expect(source.kind === 'generator' ? Object.entries(source.options) : []).toEqual([
      ['case', 'lower'],
      ['plus', true],
      ['domains', ['a.test', 'b.test']],
      ['share', 0.5],
      ['suffix', '12'],
    ]);
    expect(line('{ $generator: "@email", $options: { domains: a.test } }').source).toMatchObject({ name: 'email' });
  });

  it('reads ranges, steps and distributions', () => {
    expect(
      line('{ $type: integer, $min: "= 2 * (3 + 4) - 1", $max: 20, $step: 5, $distribution: zipf }').source,
    ).toMatchObject({
      range: {
        min: { value: 13, text: '13' },
        max: { value: 20, text: '20' },
        step: 5,
        distribution: { name: 'zipf' },
      },
    });
    expect(
      line('{ $type: "decimal(10,2)", $min: 5.00, $distribution: { name: normal, mean: 9.5, stddev: 2 } }').source,
    ).toMatchObject({
      range: { min: { value: 5, text: '5.00' }, max: null, distribution: { name: 'normal', mean: 9.5, stddev: 2 } },
    });
    expect(line('{ $type: time, $min: 09:00, $step: 15m }').source).toMatchObject({
      range: { min: { value: 32_400_000 }, step: 900_000 },
    });
    expect(line('{ $type: timestamp, $max: 2024-01-01 }').source).toMatchObject({
      range: { max: { value: Date.UTC(2024, 0, 2) - 1 } },
    });
  });

  it('reads values with and without weights', () => {
    const number = (value: number): object => ({ value, text: String(value) });
    expect(line('{ $values: [a, 5, true, null, "5"] }').source).toEqual({
      kind: 'values',
      values: ['a', number(5), true, null, '5'],
      weights: null,
    });
    expect(line('{ $values: { a: 3, 5: 1, "6": 0 }, $distribution: weighted }').source).toEqual({
      kind: 'values',
      values: ['a', number(5), '6'],
      weights: [3, 1, 0],
    });
    expect(line('{ $type: "enum(a, b)", $values: { a: 3, b: 1 } }')).toMatchObject({
      type: { kind: 'enum', values: ['a', 'b'] },
      source: { values: ['a', 'b'], weights: [3, 1] },
    });
  });

  it('reads templates', () => {
    expect(line('{ $template: "{{x}} {p}-{ @word }!" }').source).toMatchObject({
      kind: 'template',
      parts: [
        { kind: 'literal', text: '{x} ' },
        { kind: 'path', names: ['p'] },
        { kind: 'literal', text: '-' },
        { kind: 'generator', source: { name: 'word' } },
        { kind: 'literal', text: '!' },
      ],
    });
  });

  it('reads expressions and conditions with and without the sign', () => {
    const path = { kind: 'expression', expression: { op: 'path', names: ['p'] } };
    expect(line('{ $expression: p }').source).toMatchObject(path);
    expect(line('{ $expression: "= p" }').source).toMatchObject(path);
    expect(line(`{ $type: string, $when: "p in [1, 2]" }`).when).toMatchObject({ op: 'binary', operator: 'in' });
  });

  it('reads shares of nulls', () => {
    expect(line('{ $type: string, $null: 20% }').nullShare).toBe(0.2);
    expect(line('{ $type: string, $null: 0.2 }').nullShare).toBe(0.2);
    expect(line('{ $type: string, $null: "= 1 / 4" }').nullShare).toBe(0.25);
  });

  it('reads lengths and children per parent', () => {
    const uniform = { name: 'uniform' };
    const plain = { choices: null, isFallback: false, expression: null };
    const per = (value: string): unknown => {
      const { source } = line(`{ $ref: P.id, $per: ${value} }`, 'q');
      return source.kind === 'reference' ? source.per : null;
    };
    expect(per('3')).toEqual({ min: 3, max: 3, distribution: uniform, ...plain });
    expect(per('1-5')).toEqual({ min: 1, max: 5, distribution: uniform, ...plain });
    expect(per('"1..5"')).toEqual({ min: 1, max: 5, distribution: uniform, ...plain });
    expect(per('"= 2 + 2"')).toEqual({ min: 4, max: 4, distribution: uniform, ...plain });
    expect(per('{ max: 12, distribution: zipf, s: 1.5 }')).toEqual({
      min: 0,
      max: 12,
      distribution: { name: 'zipf', s: 1.5 },
      ...plain,
    });
    expect(per('{ max: 8, distribution: { name: poisson, lambda: 3 } }')).toEqual({
      min: 0,
      max: 8,
      distribution: { name: 'poisson', lambda: 3 },
      ...plain,
    });
    expect(per('{ $values: { 20: 1, 5: 3, 9: 0 } }')).toEqual({
      min: 5,
      max: 20,
      distribution: uniform,
      ...plain,
      choices: [
        { value: 5, weight: 3 },
        { value: 20, weight: 1 },
      ],
    });
    expect(per('parent.n')).toMatchObject({ max: 1_000_000, expression: { op: 'path', names: ['n'] } });
    expect(per('"= parent.n * vars.x"')).toMatchObject({ expression: { left: { names: ['n'] } } });
    expect(
      line('{ $items: integer, $length: { min: "= 1", max: 4, distribution: poisson, lambda: 2 } }').source,
    ).toMatchObject({
      length: { min: 1, max: 4, distribution: { name: 'poisson', lambda: 2 } },
    });
  });

  it('reads relations across rows', () => {
    expect(line('{ $lookup: p.n }').source).toEqual({ kind: 'lookup', path: ['p', 'n'] });
    expect(line('{ $lookup: p.`n` }').source).toEqual({ kind: 'lookup', path: ['p', 'n'] });
    expect(line('{ $type: timestamp, $after: t, $within: 1.5h }').source).toMatchObject({
      kind: 'relative',
      after: { op: 'path', names: ['t'] },
      before: null,
      within: 5_400_000,
    });
    expect(line('{ $type: date, $before: t, $min: 2024-01-01 }').source).toMatchObject({
      before: { op: 'path', names: ['t'] },
      range: { min: { value: Date.UTC(2024, 0, 1) } },
    });
  });

  it('reads nested objects', () => {
    expect(line('{ $null: 10%, $group: home, $when: "p == 1", city: string @city, geo: { a: number } }')).toMatchObject(
      {
        nullShare: 0.1,
        group: 'home',
        when: { op: 'binary' },
        source: {
          kind: 'object',
          fields: [{ path: 'x.city' }, { path: 'x.geo', source: { fields: [{ path: 'x.geo.a' }] } }],
        },
      },
    );
  });

  it('keeps what a family needs', () => {
    expect(line('{ $generator: email, $from: [p, t], $seed: 5.0, $group: a, $hidden: true }')).toMatchObject({
      from: ['p', 't'],
      seed: '5.0',
      group: 'a',
      hidden: true,
    });
  });
});
