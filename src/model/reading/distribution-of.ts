import { readNumber } from './constant.ts';
import type { Distribution } from '../words/distribution.ts';
import { type Entry, type YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';

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
export function readDistribution(node: YamlNode, location: Location): Distribution | null {
  if (node.kind === 'scalar') return lawOf(node, [], location);
  if (node.kind === 'list') {
    location.expected(node, 'a distribution such as zipf or { name: zipf, s: 1.2 }');
    return null;
  }
  const name = node.entries.find((entry) => entry.name === 'name');
  if (name === undefined) {
    location.report('DISTRIBUTION_UNKNOWN', node.at, 'the distribution has no name', 'write { name: zipf, s: 1.2 }');
    return null;
  }
  return lawOf(
    name.value,
    node.entries.filter((entry) => entry !== name),
    location,
  );
}

/** A law by its name and its parameters; null after a problem. */
export function lawOf(name: YamlNode, parameters: readonly Entry[], location: Location): Distribution | null {
  const law = name.kind === 'scalar' ? name.text : '';
  const known = LAWS.get(law);
  if (known === undefined) {
    const hint =
      law === 'weighted'
        ? 'weights belong to $values'
        : location.nearest(law, LAWS.keys(), [...LAWS.keys()].join(', '));
    location.report('DISTRIBUTION_UNKNOWN', name.at, `there is no distribution ${law} here`, hint);
    return null;
  }
  const values: Record<string, number> = {};
  for (const parameter of parameters) {
    const above = known.get(parameter.name);
    if (above === undefined) {
      const names = [...known.keys()];
      const hint = location.nearest(
        parameter.name,
        names,
        names.length === 0 ? 'it takes no options' : `it takes ${names.join(', ')}`,
      );
      location.report('DISTRIBUTION_PARAMETER', parameter.key.at, `${law} has no parameter ${parameter.name}`, hint);
      continue;
    }
    const number = readNumber(parameter.value, location, 'a number');
    if (number === null) continue;
    if (number.value > above) values[parameter.name] = number.value;
    else
      location.report('DISTRIBUTION_PARAMETER', parameter.value.at, `${parameter.name} must be greater than ${above}`);
  }
  const made = { name: law, ...values };
  return isDistribution(made) ? made : null;
}

/** The names of LAWS and of their parameters are those of the type. */
function isDistribution(made: { readonly name: string }): made is Distribution {
  return LAWS.has(made.name);
}
