import type { OptionSpecs } from '../../model/index.ts';
import { countryPhone, formattedPhone } from './families/phones.ts';
import { COUNTRY } from './families/place-set.ts';
import type { Generator } from './generator.ts';

const PHONE = {
  ...COUNTRY,
  format: { summary: '# for a digit, N for one that is not 0.', type: 'text', default: '', maxLength: 64 },
} as const satisfies OptionSpecs;

/** Phone numbers: of the place's country, which the place family of the same object draws, or of a given form. */
export const phoneGenerators = [
  {
    name: 'phone',
    type: 'string',
    family: 'person',
    summary: "A phone number in the international form of the object's country, or by a format such as (###) ###-####.",
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
