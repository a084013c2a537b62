import { nameElsewhere } from '../../model/index.ts';
import { catalogue } from '../generators/catalogue.ts';

/** What to write in a template for a name that is no field, but a generator here or in another system; '' if it is none. */
export function generatorInstead(names: readonly string[]): string {
  const text = names.join('.');
  if (names.length > 1) {
    const method = nameElsewhere('faker', text);
    if (method === undefined) return '';
    return method.reason === null ? `Write {@${text}} for a generated value.` : `Of faker's ${text}: ${method.reason}.`;
  }
  const generator = catalogue.find(text)?.name ?? nameElsewhere('mockaroo', text)?.generator ?? null;
  return generator === null ? '' : `Write {@${generator}} for a generated value.`;
}
