import { LOCALE_TABLE } from '../../data/locale-table.ts';

/** The lists that each locale has. */
const LISTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  LOCALE_TABLE.map((line) => {
    const [code, ...lists] = line.split(' ');
    return [code, new Set(lists)];
  }),
);

/** The codes of all locales, with English first. */
export const LOCALE_CODES: readonly string[] = ['en', ...LISTS.keys()];

const byText = new Map(LOCALE_CODES.map((code) => [code.toLowerCase(), code]));

/**
 * The locales of the countries of the world, by language: the first of a line is that of the language's own country. A country
 * that is in none has English names.
 */
const COUNTRIES = `af_ZA|ar EG SA IQ DZ SD MA YE SY TN JO AE LB LY PS OM KW QA BH MR|az AZ|cs_CZ CZ|da DK GL FO|de DE LI|de_AT AT|de_CH CH|
dv MV|el GR CY|en US|en_AU AU NZ|en_CA CA|en_GB GB|en_GH GH|en_HK HK|en_IE IE|en_IN IN|en_NG NG|en_ZA ZA|
es ES AR CO CL PE VE EC GT CU BO HN PY SV NI CR PA UY DO PR GQ|es_MX MX|fa IR AF|fi FI|fr FR MC GP MQ RE GF NC PF|fr_BE BE|fr_CA|
fr_CH|fr_LU LU|fr_SN SN CI ML BF NE TD GN BJ TG CG CD CM GA|he IL|hr HR BA|hu HU|hy AM|id_ID ID|it IT SM VA|ja JP|ka_GE GE|ko KR KP|lv LV|
mk MK|mn_MN_cyrl MN|nb_NO NO SJ|ne NP|nl NL SR AW CW|nl_BE|pl PL|pt_BR BR|pt_PT PT AO MZ CV GW ST TL|ro RO|ro_MD MD|ru RU BY KZ KG|
sk SK|sl_SI SI|sr_RS_latin RS ME|sv SE AX|th TH|tr TR|uk UA|ur PK|uz_UZ_latin UZ|vi VN|zh_CN CN MO SG|zh_TW TW`;

/** The locale of each country, by its two letters. */
export const LOCALE_OF_COUNTRY: ReadonlyMap<string, string> = new Map(
  COUNTRIES.split('|').flatMap((line) => {
    const [locale, ...countries] = line.trim().split(' ');
    return countries.map((country) => [country, locale] as const);
  }),
);

/** The code of a locale as people write it: `de`, `de-DE`, `fr_be`. Undefined where there is none. */
export function localeCode(text: string): string | undefined {
  const folded = text.trim().toLowerCase().replaceAll('-', '_');
  const known = byText.get(folded);
  if (known !== undefined) return known;
  const [, language = '', country = ''] = /^([a-z]{2,3})(?:_([a-z]{2}))?$/.exec(folded) ?? [];
  // `de_DE` is de, and `cs` is cs_CZ, the one locale of the language.
  if (country !== '') return LOCALE_OF_COUNTRY.get(country.toUpperCase()) === language ? language : undefined;
  const regional = LOCALE_CODES.filter((code) => language !== '' && code.startsWith(`${language}_`));
  return regional.length === 1 ? regional[0] : undefined;
}

/** The list that each generator with a language draws from in a locale; an empty text for those that are English always. */
const LIST_OF: ReadonlyMap<string, string> = new Map([
  ['gender', 'first'],
  ['first_name', 'first'],
  ['middle_name', 'first'],
  ['last_name', 'last'],
  ['full_name', 'first'],
  ['initials', 'first'],
  ['user_name', 'first'],
  ['email', 'first'],
  ['prefix', 'prefix'],
  ['street_name', 'street'],
  ['street', 'street'],
  ['address', 'street'],
  ['company', 'company'],
  ['company_suffix', 'company'],
  ['company_domain', 'company'],
  ['company_website', 'company'],
  ['company_email', 'company'],
  ['work_email', 'company'],
  ['ticker', 'company'],
  ['month', 'month'],
  ['weekday', 'weekday'],
  ['word', 'noun'],
  ['verb', 'verb'],
  ['adjective', 'adjective'],
  ['adverb', 'adverb'],
  ['color', 'color'],
  ['city', 'cities'],
  ['state', 'states'],
  ['country', 'countries'],
  ['job_title', 'job'],
  ...(
    'suffix words sentence paragraph description title product_name product_category product_description ' +
    'catch_phrase bs industry department animal dish ingredient fruit vegetable cuisine language continent ' +
    'book_title book_genre currency_name chemical_element unit account_type transaction_type product_subcategory stock_sector ' +
    'animal_common_name animal_class plant diagnosis diagnosis_short medical_procedure procedure_short hcpcs_name drug drug_class ' +
    'medical_specialty hospital device_type movie movie_genres university university_country degree field_of_study grocery skill race ' +
    'frequency construction_equipment construction_material construction_role construction_trade ' +
    'construction_subcontract_category construction_cost_code bear bird cetacean crocodilia fish insect lion rodent snake ' +
    'cat_breed cow_breed horse_breed rabbit_breed dog_breed creature book_format color_space shop_department ' +
    'product_adjective product_material product_noun meat spice food_adjective job_descriptor job_area job_type gender_identity ' +
    'zodiac_sign bicycle_type conjunction interjection preposition cardinal_direction ordinal_direction airport_country ' +
    'airport_continent fuel_type vehicle_type'
  )
    .split(' ')
    .map((name) => [name, ''] as const),
]);

/** Whether a generator has texts in a locale; null where its values have no language. */
export function speaks(generator: string, locale: string): boolean | null {
  const list = LIST_OF.get(generator);
  if (list === undefined) return null;
  return locale === 'en' || LISTS.get(locale)?.has(list) === true;
}
