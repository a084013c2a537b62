import { countryPhone, formattedPhone } from './families/phones.ts';
import { COUNTRY } from './families/place-set.ts';
import type { Generator } from './generator.ts';

/** Phone numbers: of the place's country, which the place family of the same object draws, or of a given form. */
export const phoneGenerators = [
  {
    name: 'phone',
    type: 'string',
    family: 'person',
    summary: "A phone number in the international form of the object's country, or by a format such as (###) ###-####.",
    aliases: ['phone_number', 'telephone', 'tel', 'mobile', 'mobile_phone', 'cell_phone', 'telephone_number', 'fax'],
    options: {
      ...COUNTRY,
      format: {
        summary: 'The form of the number: # is a digit, N is a digit that is not 0.',
        type: 'text',
        default: '',
        maxLength: 64,
      },
    },
    range: null,
    hint: true,
    from: false,
    compile(input) {
      const format = String(input.options.get('format') ?? '') || input.hint;
      return format === '' ? countryPhone(input) : formattedPhone(input, format);
    },
  },
] as const satisfies readonly Generator[];
