import { PHONE, countryPhone, formattedPhone } from './families/phones.ts';
import type { Generator } from './generator.ts';

/** Phone numbers: of the place's country, which the place family of the same object draws, or of a given form. */
export const phoneGenerators = [
  {
    name: 'phone',
    type: 'string',
    family: 'person',
    summary: "A phone number of the object's region in international form, or by a format such as (###) ###-####.",
    aliases: ['phone_number', 'telephone', 'tel', 'mobile', 'mobile_phone', 'cell_phone', 'telephone_number', 'fax'],
    options: PHONE,
    range: 'longest',
    hint: true,
    from: false,
    compile(input) {
      const format = input.options.format || input.hint;
      return format === '' ? countryPhone(input) : formattedPhone(input, format);
    },
  } satisfies Generator<typeof PHONE>,
] as const satisfies readonly Generator[];
