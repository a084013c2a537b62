/** A form that all texts of a column have: the words of the field that makes such texts. */
export interface SampleForm {
  /** The type, and what follows it before a range. */
  readonly words: readonly string[];
  /** The form of the values, as a hint; '' for ISO 8601 and all that are no times. */
  readonly hint: string;
  /** What the texts are compared by, if the field takes a range of them. */
  readonly bound: ((text: string) => string | null) | null;
}

const day = (year: string, month: string, date: string): string | null => {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return Number.isNaN(Date.parse(text)) || new Date(text).toISOString().slice(0, 10) !== text ? null : text;
};

const YMD = ['Y', 'M', 'D'] as const;
const DMY = ['D', 'M', 'Y'] as const;
const MDY = ['M', 'D', 'Y'] as const;

/** Dates in the order of their parts: `DMY` for 31.12.2025. */
function dates(names: readonly ('Y' | 'M' | 'D')[], separator: string): SampleForm {
  const part = { Y: '(\\d{4})', M: '(\\d\\d)', D: '(\\d\\d)' };
  const escaped = separator === '.' ? '\\.' : separator;
  const pattern = new RegExp(`^${names.map((name) => part[name]).join(escaped)}$`);
  const hint = names.map((name) => (name === 'Y' ? 'YYYY' : name + name)).join(separator);
  const isIso = names[0] === 'Y' && separator === '-';
  return {
    words: isIso ? ['date'] : ['string', '@date'],
    hint: isIso ? '' : hint,
    bound: (text) => {
      const [, ...found] = pattern.exec(text) ?? [];
      const at = (name: 'Y' | 'M' | 'D'): string => found[names.indexOf(name)] ?? '';
      return found.length === 0 ? null : day(at('Y'), at('M'), at('D'));
    },
  };
}

const INSTANT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?$/;
const plain = (...words: readonly string[]): SampleForm => ({ words, hint: '', bound: null });

const TIMESTAMP: SampleForm = {
  words: ['timestamp'],
  hint: '',
  bound: (text) => {
    const [, date, time] = INSTANT.exec(text) ?? [];
    return date === undefined || Number.isNaN(Date.parse(`${date}T${time}Z`))
      ? null
      : `${date}T${time.padEnd(8, ':00')}`;
  },
};

const TIME: SampleForm = {
  words: ['time'],
  hint: '',
  bound: (text) => (/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(text) ? text.slice(0, 5) : null),
};

/** Forms with bounds, the likeliest first: a date that can be read in two ways is taken as the first of them. */
const BOUNDED: readonly SampleForm[] = [
  dates(YMD, '-'),
  TIMESTAMP,
  TIME,
  dates(DMY, '.'),
  dates(MDY, '/'),
  dates(DMY, '/'),
  dates(YMD, '/'),
  dates(DMY, '-'),
  dates(YMD, '.'),
];

const PATTERNS: readonly (readonly [SampleForm, RegExp])[] = [
  [plain('uuid'), /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i],
  [plain('string', '@email'), /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i],
  [plain('string', '@url'), /^https?:\/\/\S+$/i],
  [plain('string', '@ipv4'), /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/],
  [plain('string', '@hex_color'), /^#[\da-f]{6}$/i],
];

/** The forms that are still possible for the texts of a column, and what they are bounded by. */
export class Forms {
  #bounded = BOUNDED.map((form) => ({ form, min: '', max: '' }));
  #patterns = PATTERNS;

  add(text: string): void {
    this.#bounded = this.#bounded.filter((one) => {
      const value = one.form.bound?.(text) ?? null;
      if (value === null) return false;
      if (one.min === '' || value < one.min) one.min = value;
      if (one.max === '' || value > one.max) one.max = value;
      return true;
    });
    this.#patterns = this.#patterns.filter(([, pattern]) => pattern.test(text));
  }

  /** The short form of a field that makes such texts; null if they have no form. */
  get words(): readonly string[] | null {
    const [bounded] = this.#bounded;
    if (bounded !== undefined) {
      const { form, min, max } = bounded;
      const range = form.words[0] === 'time' && min === max ? [] : [`${min}..${max}`];
      return [...form.words, ...range, ...(form.hint === '' ? [] : [`(${form.hint})`])];
    }
    return this.#patterns[0]?.[0].words ?? null;
  }
}
