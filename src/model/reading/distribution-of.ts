import { readNumber } from './constant.ts';
import { type Distribution, DISTRIBUTION_NAMES, isDistributionName, parametersOf } from '../words/distribution.ts';
import { type Entry, type YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';

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
  if (!isDistributionName(law)) {
    const hint =
      law === 'weighted'
        ? 'weights belong to $values'
        : location.nearest(law, DISTRIBUTION_NAMES, DISTRIBUTION_NAMES.join(', '));
    location.report('DISTRIBUTION_UNKNOWN', name.at, `there is no distribution ${law} here`, hint);
    return null;
  }
  const known = parametersOf(law);
  const values: Record<string, number> = {};
  for (const parameter of parameters) {
    if (!Object.hasOwn(known, parameter.name)) {
      const names = Object.keys(known);
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
    const { above } = known[parameter.name];
    if (number.value > above) values[parameter.name] = number.value;
    else
      location.report('DISTRIBUTION_PARAMETER', parameter.value.at, `${parameter.name} must be greater than ${above}`);
  }
  return { name: law, ...values };
}
