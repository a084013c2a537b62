import { readNumber } from './constant.ts';
import type { Distribution } from '../words/distribution.ts';
import { type Entry, type Node } from '../yaml/node.ts';
import type { Place } from './place.ts';

/** Parameters of each law with the least value each can take (exclusive), as `distribution.ts` describes them. */
export const LAWS: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map([
  ['uniform', new Map()],
  [
    'normal',
    new Map([
      ['mean', -Infinity],
      ['stddev', 0],
    ]),
  ],
  [
    'lognormal',
    new Map([
      ['mean', -Infinity],
      ['sigma', 0],
    ]),
  ],
  ['exponential', new Map([['mean', -Infinity]])],
  ['pareto', new Map([['alpha', 0]])],
  ['zipf', new Map([['s', 0]])],
  ['poisson', new Map([['lambda', 0]])],
]);

/** `zipf`, or `{ name: zipf, s: 1.2 }`; null after a problem. */
export function readDistribution(node: Node, place: Place): Distribution | null {
  if (node.kind === 'scalar') return lawOf(node, [], place);
  if (node.kind === 'list') {
    place.expected(node, 'a distribution such as zipf or { name: zipf, s: 1.2 }');
    return null;
  }
  const name = node.entries.find((entry) => entry.name === 'name');
  if (name === undefined) {
    place.report('DISTRIBUTION_UNKNOWN', node.at, 'the distribution has no name', 'write { name: zipf, s: 1.2 }');
    return null;
  }
  return lawOf(
    name.value,
    node.entries.filter((entry) => entry !== name),
    place,
  );
}

/** A law by its name and its parameters; null after a problem. */
export function lawOf(name: Node, parameters: readonly Entry[], place: Place): Distribution | null {
  const law = name.kind === 'scalar' ? name.text : '';
  const known = LAWS.get(law);
  if (known === undefined) {
    const hint =
      law === 'weighted' ? 'weights belong to $values' : place.nearest(law, LAWS.keys(), [...LAWS.keys()].join(', '));
    place.report('DISTRIBUTION_UNKNOWN', name.at, `there is no distribution ${law} here`, hint);
    return null;
  }
  const values: Record<string, number> = {};
  for (const parameter of parameters) {
    const above = known.get(parameter.name);
    if (above === undefined) {
      const names = [...known.keys()];
      const hint = place.nearest(
        parameter.name,
        names,
        names.length === 0 ? 'it takes none' : `it takes ${names.join(', ')}`,
      );
      place.report('DISTRIBUTION_PARAMETER', parameter.key.at, `${law} has no parameter ${parameter.name}`, hint);
      continue;
    }
    const number = readNumber(parameter.value, place, 'a number');
    if (number === null) continue;
    if (number.value > above) values[parameter.name] = number.value;
    else place.report('DISTRIBUTION_PARAMETER', parameter.value.at, `${parameter.name} must be greater than ${above}`);
  }
  const made = { name: law, ...values };
  return isDistribution(made) ? made : null;
}

/** The names of LAWS and of their parameters are those of the type. */
function isDistribution(made: { readonly name: string }): made is Distribution {
  return LAWS.has(made.name);
}
