import type { Inference, ModelScalar, Options } from '../../../src/model/index.ts';
import type { Source } from '../../../src/model/model.ts';

const text = (value: ModelScalar): string => (value !== null && typeof value === 'object' ? value.text : String(value));
const weighted = (values: readonly ModelScalar[], weights: readonly number[] | null): string =>
  values.map((value, i) => `${text(value)}${weights === null ? '' : ` ${weights[i]}`}`).join(', ');
const options = (given: Options): string => (Object.keys(given).length === 0 ? '' : ` ${JSON.stringify(given)}`);
const law = (distribution: { readonly name: string } | null, step: number | null): string => {
  const { name = 'uniform', ...rest } = distribution ?? {};
  const parameters = Object.values(rest).map((value) => Number(Number(value).toPrecision(6)));
  return `${[name, ...parameters].join(' ')}${step === null ? '' : ` by ${step}`}`;
};

/** All of an inference that reaches the bytes, on one line. */
export function describeInference(inference: Inference): string {
  switch (inference.kind) {
    case 'generator':
      return `@${inference.name}${options(inference.options)}${inference.few ? ' (few)' : ''}`;
    case 'numbers':
      return `${inference.min.text}..${inference.max.text} ${law(inference.distribution, inference.step)}`;
    case 'values':
      return weighted(inference.values, inference.weights);
    case 'template':
      return `"${inference.parts.map((part) => ('text' in part ? part.text : `{@${part.generator}}`)).join('')}"`;
    case 'expression':
      return `= ${inference.text}`;
  }
}

/** The same of the source of a field. */
export function describeSource(source: Source): string {
  if (source.kind === 'generator') {
    const { min, max, step, decimals, distribution } = source.range;
    const bounds = min === null || max === null ? '' : ` ${min.text}..${max.text} ${law(distribution, step)}`;
    return `@${source.name}${options(source.options)}${bounds}${decimals === null ? '' : ` (${decimals})`}`;
  }
  if (source.kind === 'values') return weighted(source.values, source.weights);
  if (source.kind === 'template') {
    return `"${source.parts.map((part) => (part.kind === 'literal' ? part.text : part.kind === 'generator' && part.source.kind === 'generator' ? `{@${part.source.name}}` : '{?}')).join('')}"`;
  }
  return source.kind === 'expression' ? `= ${JSON.stringify(withoutPlaces(source.expression))}` : source.kind;
}

function withoutPlaces(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutPlaces);
  if (typeof node !== 'object' || node === null) return node;
  const parts = Object.entries(node).filter(([key]) => key !== 'at' && key !== 'op' && key !== 'text');
  return parts.length === 1 ? withoutPlaces(parts[0][1]) : parts.map(([, value]) => withoutPlaces(value));
}
