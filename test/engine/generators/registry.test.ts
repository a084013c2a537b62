import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/engine/generators/catalogue.ts';
import { findGenerator, generators } from '../../../src/engine/generators/registry.ts';

const FOLDER = new URL('../../../src/engine/generators/', import.meta.url);

describe('the registry', () => {
  it('has no name or alias twice', () => {
    const names = generators.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('has every generator of the folder', async () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const missing: string[] = [];
    for (const file of files) {
      const module: object = await import(new URL(file, FOLDER).href);
      const exported: unknown[] = Object.values(module);
      for (const value of exported.flat()) {
        if (isGenerator(value) && !generators.some((generator) => generator === value))
          missing.push(`${file}: ${value.name}`);
      }
    }
    expect(files.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });
});

function isGenerator(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'compile' in value && 'family' in value && 'name' in value;
}

describe('the catalogue', () => {
  it.each(['first_name', 'First Name', 'first-name', 'firstName', ' FIRST_NAME '])('finds %s', (name) => {
    expect(catalogue.find(name)?.name).toBe('first_name');
  });

  it('knows what it does not have', () => {
    expect(catalogue.find('no_such_thing')).toBeUndefined();
    expect(catalogue.find('__proto__')).toBeUndefined();
    expect(catalogue.infer('constructor', 'string', ['toString'])).toEqual([]);
    expect(() => findGenerator('no_such_thing')).toThrow('no_such_thing');
  });

  it('has a default for each type that makes just that', () => {
    const types = [
      'string',
      'number',
      'integer',
      'boolean',
      'date',
      'time',
      'timestamp',
      'uuid',
      'json',
      'binary',
      'decimal',
    ] as const;
    for (const type of types) expect(catalogue.find(catalogue.defaultFor(type))?.type).toBe(type);
  });

  const aliases =
    'first_name last_name name username gender job_title company city state country country_code postcode zip street address ' +
    'latitude longitude timezone url domain ip ipv4 ipv6 mac user_agent price currency amount iban bic credit_card color hex ' +
    'word words title description paragraph time timestamp datetime boolean age birth_date quantity sku isbn uuid email date ' +
    'full_name vin car_make car_model license year odometer phone ssn product_name sentence';
  it.each(aliases.split(' '))('answers to %s', (alias) => {
    expect(catalogue.find(alias)).toBeDefined();
  });
});
