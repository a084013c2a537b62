import { decimalsOf } from '../words/bounds.ts';
import type { FieldContext } from '../reading/leaf-parts.ts';
import type { YamlNode } from '../yaml/node.ts';
import { overriddenDirective, overrideOf, type RangeSetting } from './overrides.ts';
import type { Location } from '../reading/location.ts';
import { boundText, decimalsFrom, type RangeWish } from '../reading/range-wish.ts';
import type { Spanned } from '../words/short-form.ts';

/** A range as written, with those of its settings from outside in their place. */
export function overriddenRange(
  wish: RangeWish,
  names: readonly RangeSetting[],
  context: FieldContext,
  location: Location,
): RangeWish {
  const given = (name: RangeSetting): YamlNode | undefined =>
    names.includes(name) ? overrideOf(context, name, location) : undefined;
  const end = (name: 'min' | 'max'): Spanned<string> | null => {
    const node = given(name);
    const written = wish[name];
    if (node === undefined) return written;
    const bound = boundText(node, location);
    if (bound === null || written === null || node.kind !== 'scalar' || typeof node.value === 'string') {
      return bound;
    }
    return { ...bound, value: withDecimals(bound.value, decimalsOf(written.value)) };
  };
  const decimals = given('decimals');
  return {
    min: end('min'),
    max: end('max'),
    step: given('step') ?? wish.step,
    decimals: decimals === undefined ? wish.decimals : decimalsFrom(decimals, location),
    distribution: names.includes('distribution')
      ? (overriddenDirective('$distribution', wish.distribution ?? undefined, context, location) ?? null)
      : wish.distribution,
  };
}

/** JSON cannot say `5.00`: a number keeps the decimals of the bound whose place it takes, for they say the field's scale. */
function withDecimals(text: string, decimals: number): string {
  const missing = decimals - decimalsOf(text);
  if (missing <= 0 || !/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  return `${text}${text.includes('.') ? '' : '.'}${'0'.repeat(missing)}`;
}
