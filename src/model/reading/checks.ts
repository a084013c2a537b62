import { readExpression } from '../expression/expression-text.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Check } from '../model.ts';
import type { Entry, ScalarNode } from '../yaml/node.ts';
import type { Location } from './location.ts';

/** Checks of one entity. */
const MAX_CHECKS = 100;

const FORM = 'write "start < end", or a list of such conditions';

/** `$check`: a condition, or a list of them; those that cannot be read are left out, and reported. */
export function readChecks(entry: Entry | undefined, location: Location): readonly Check[] {
  if (entry === undefined) return [];
  const { value } = entry;
  const nodes = value.kind === 'list' ? value.items : [value];
  if (nodes.length === 0 || nodes.length > MAX_CHECKS) {
    location.report(
      'VALUE_EXPECTED',
      value.at,
      `$check has 1 to ${MAX_CHECKS} conditions, here are ${nodes.length}`,
      FORM,
    );
    return [];
  }
  return nodes.flatMap((node) => {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') {
      location.expected(node, 'a condition', FORM);
      return [];
    }
    const ofProvider = readProviderRows(node, location);
    if (ofProvider !== undefined) return ofProvider === null ? [] : [ofProvider];
    const expression = readExpression(node, location);
    return expression === null ? [] : [{ text: node.text.trim(), at: node.at, expression, provider: null }];
  });
}

/** `[country, currency] in @Currencies`: the fields are a row of a provider, whose columns are called like them. */
function readProviderRows(node: ScalarNode, location: Location): Check | null | undefined {
  const [, list, name] = /^(\s*\[[^\]]*\])\s+in\s+@(\S+)\s*$/.exec(node.text) ?? [];
  if (name === undefined) return undefined;
  const start = node.text.indexOf('@') + 1;
  const provider = location.scope.providers.get(name);
  if (provider === undefined) {
    const at = node.locate(start, start + name.length);
    const hint = location.nearest(name, location.scope.providers.keys(), 'declare it in $providers');
    location.report('GENERATOR_UNKNOWN', at, `there is no provider ${name}`, hint);
    return null;
  }
  const expression = parseExpression(
    list,
    (from, to) => node.locate(from, to),
    (at, message, hint) => location.report('EXPRESSION_SYNTAX', at, message, hint),
  );
  return expression === null ? null : { text: node.text.trim(), at: node.at, expression, provider: name };
}
