import type { ModelScalar } from '../model/index.ts';
import type { Printed } from './print.ts';

/** A field on its way from the definition to the model. */
export interface Draft {
  /** Words of the short form: the type first. Empty where directives say all. */
  words: string[];
  directives: Map<string, Printed>;
  options: Map<string, ModelScalar>;
  key: boolean;
  unique: boolean;
  hidden: boolean;
  /** In per cent. */
  nulls: number;
  /** Whether a new row for each parent is made by this field. */
  isPer: boolean;
}

export function draft(...words: readonly string[]): Draft {
  return {
    words: [...words],
    directives: new Map(),
    options: new Map(),
    key: false,
    unique: false,
    hidden: false,
    nulls: 0,
    isPer: false,
  };
}

/** The field as the model has it: in the short form where that says all. */
export function written({ words, directives, options, key, unique, hidden, nulls }: Draft): Printed {
  const share = Number(nulls.toFixed(4));
  if (words.length === 0) {
    const flags: (readonly [string, Printed])[] = [];
    if (key) flags.push(['$key', true]);
    if (unique && !key) flags.push(['$unique', true]);
    if (share > 0) flags.push(['$null', `${share}%`]);
    if (hidden) flags.push(['$hidden', true]);
    return new Map([...directives, ...flags]);
  }
  const all = [
    ...words,
    ...(key ? ['@id'] : []),
    ...(unique && !key ? ['unique'] : []),
    ...(share > 0 ? [`null ${share}%`] : []),
    ...(hidden ? ['hidden'] : []),
  ].join(' ');
  if (directives.size + options.size === 0) return all;
  return new Map<string, Printed>([
    ['$type', all],
    ...directives,
    ...(options.size === 0 ? [] : [['$options', new Map<string, Printed>(options)] as const]),
  ]);
}
