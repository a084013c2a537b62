import type { LocaleLists } from '../src/engine/data/locales.ts';
import { slug } from '../src/engine/generators/families/slug.ts';
import { asciiOf } from './names/lists.ts';

/** How companies are called that have the name of a family, where faker has no templates that serve: `*` is the name. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  af_ZA: ['* (Edms.) Bpk.', '* Bpk.', '* en Seuns'],
  ar: ['شركة *', 'مؤسسة *', 'مجموعة *'],
  fi: ['* Oy', '* Oy', '* Oyj', '* Ky'],
  fr_BE: ['* SRL', '* SRL', '* SA', '* SC', '* et Fils'],
  hr: ['* d.o.o.', '* d.o.o.', '* d.d.', '* j.d.o.o.'],
  hy: ['* ՍՊԸ', '* ՍՊԸ', '* ԲԲԸ'],
  ku_ckb: ['کۆمپانیای *', 'گرووپی *'],
  ne: ['* प्रा. लि.', '* लि.', '* समूह'],
  nl: ['* BV', '* BV', '* NV', '* V.O.F.', '* Groep', '* en Zonen'],
  nl_BE: ['* BV', '* BV', '* NV', '* CV', '* VZW'],
  ro: ['* S.R.L.', '* S.R.L.', '* S.A.'],
  ro_MD: ['* S.R.L.', '* S.R.L.', '* S.A.'],
  sl_SI: ['* d.o.o.', '* d.o.o.', '* d.d.', '* s.p.'],
  sr_RS_latin: ['* d.o.o.', '* d.o.o.', '* a.d.'],
  th: ['บริษัท * จำกัด', 'ห้างหุ้นส่วน * จำกัด', 'บริษัท * จำกัด (มหาชน)'],
  tr: ['* A.Ş.', '* Ltd. Şti.', '* Ltd. Şti.', '* Holding'],
  ur: ['* اینڈ سنز', '* گروپ', '* انڈسٹریز'],
  uz_UZ_latin: ['* MChJ', '* MChJ', '* AJ'],
  vi: ['Công ty TNHH *', 'Công ty Cổ phần *', 'Tập đoàn *'],
  yo_NG: ['* Ltd', '* & Sons Ltd', '* Plc'],
  zh_TW: ['*科技股份有限公司', '*實業有限公司', '*建設股份有限公司', '*食品有限公司', '*電子股份有限公司'],
  zu_ZA: ['* (Pty) Ltd', '* Ltd', '* CC'],
};
/** What is called after a legal form, of those that are in more than a template. */
const FORMS: Readonly<Record<string, readonly string[]>> = { zh_TW: ['股份有限公司', '有限公司'], th: ['จำกัด'] };
const MAX_COMPANIES = 600;

/** Companies with the names of families; nothing where there are no templates. */
export function familyCompanies(code: string, { last, lastMale }: Partial<LocaleLists>): Partial<LocaleLists> {
  const templates = TEMPLATES[code];
  const names = last ?? lastMale;
  if (templates === undefined || names === undefined) return {};
  const form = FORMS[code] ?? [...new Set(templates.map((template) => template.replace('*', '').trim()))];
  const company = names.slice(0, MAX_COMPANIES).map((name, i) => templates[i % templates.length].replace('*', name));
  const formOf = company.map((text) => form.findIndex((one) => text.includes(one) && !isLonger(form, one, text)));
  return { company, form, formOf };
}

/** Whether a longer form than this is in the text. */
function isLonger(forms: readonly string[], form: string, text: string): boolean {
  return forms.some((other) => other.length > form.length && text.includes(other));
}

/** Parts of addresses for companies without their forms, where the engine's rule would not find them. */
export function companyAscii(code: string, { company, form, formOf }: Partial<LocaleLists>): Partial<LocaleLists> {
  if (company === undefined || form === undefined || formOf === undefined) return {};
  const bare = company.map((text, i) => text.replace(form[formOf[i]], ' ').trim());
  const ascii = bare.map((text) => asciiOf(code, text).replaceAll('.', '-'));
  return bare.every((text, i) => slug(text).replaceAll('.', '-') === ascii[i]) ? {} : { companyAscii: ascii };
}
