import type { ScalarTypeName } from '../../model/index.ts';
import { generators } from './registry.ts';

type TypeName = ScalarTypeName | 'decimal';

/** A rule by which a field without a generator gets one. */
export interface Inference {
  /** The field's name in snake case; one with a `*` at an end stands for every name that ends or begins so. */
  readonly name: string;
  /** Declared types it is for; a field without a type is taken for the first of them. */
  readonly types: readonly TypeName[];
  readonly generator: string;
}

/** What a declared type can take: generators of these natures fit it without becoming something else. */
const FITTING: Readonly<Record<TypeName, readonly TypeName[]>> = {
  string: ['string', 'integer', 'number', 'decimal', 'boolean', 'date', 'time', 'timestamp', 'uuid'],
  number: ['number', 'integer', 'decimal'],
  integer: ['integer', 'number', 'decimal'],
  decimal: ['decimal', 'number', 'integer'],
  boolean: ['boolean'],
  date: ['date', 'timestamp'],
  time: ['time'],
  timestamp: ['timestamp', 'date'],
  uuid: ['uuid'],
  json: ['json'],
  binary: ['binary'],
};
const TYPES: readonly TypeName[] = [
  'string',
  'number',
  'integer',
  'decimal',
  'boolean',
  'date',
  'time',
  'timestamp',
  'uuid',
  'json',
  'binary',
];

/** Generators whose names say too little to be meant by a field that happens to be called so. */
const TOO_PLAIN = new Set([
  'sequence',
  'constant',
  'blank',
  'integer',
  'number',
  'decimal',
  'float',
  'character_sequence',
  'json',
  'binary',
]);

const NUMERIC: readonly TypeName[] = ['integer', 'number', 'decimal'];
const TEXT: readonly TypeName[] = ['string'];

/** Rules by the beginning or the end of a name; the first that fits counts. */
const PARTIAL: readonly Inference[] = [
  ...partial(['is_*', 'has_*', 'can_*', 'was_*', 'should_*', '*_flag', '*_enabled'], ['boolean'], 'boolean'),
  ...partial(['*_at', '*_on', '*_date', '*_time', '*_datetime', '*_timestamp', 'last_*'], ['timestamp'], 'timestamp'),
  ...partial(['*_at', '*_on', '*_date', '*_datetime'], ['date'], 'date'),
  ...partial(['*_at', '*_datetime', '*_timestamp'], TEXT, 'timestamp'),
  ...partial(['*_on', '*_date'], TEXT, 'date'),
  ...partial(['*_time', '*_at'], ['time'], 'time'),
  ...partial(['*_time'], TEXT, 'time'),
  ...partial(['*_id', '*_uuid', '*_guid'], ['uuid', 'string'], 'uuid'),
  ...partial(['*_image_url', '*_avatar', '*_avatar_url', '*_photo_url', '*_picture'], TEXT, 'image_url'),
  ...partial(['*_url', '*_uri', '*_link', '*_website'], TEXT, 'url'),
  ...partial(['*_email', '*_email_address', 'email_*'], TEXT, 'email'),
  ...partial(['*_phone', '*_phone_number', '*_mobile', 'phone_*', '*_fax'], TEXT, 'phone'),
  ...partial(['*_first_name'], TEXT, 'first_name'),
  ...partial(['*_last_name'], TEXT, 'last_name'),
  ...partial(['*_full_name'], TEXT, 'full_name'),
  ...partial(['*_username', '*_user_name'], TEXT, 'user_name'),
  ...partial(['*_company_name'], TEXT, 'company'),
  ...partial(['*_product_name'], TEXT, 'product_name'),
  ...partial(['*_file_name', '*_filename'], TEXT, 'file_name'),
  ...partial(['*_street'], TEXT, 'street'),
  ...partial(['*_city'], TEXT, 'city'),
  ...partial(['*_state'], TEXT, 'state'),
  ...partial(['*_postcode', '*_zip', '*_zip_code', '*_postal_code'], TEXT, 'postcode'),
  ...partial(['*_country_code'], TEXT, 'country_code'),
  ...partial(['*_country'], TEXT, 'country'),
  ...partial(['*_ip_address', '*_ip'], TEXT, 'ipv4'),
  ...partial(['*_address'], TEXT, 'address'),
  ...partial(['*_currency'], TEXT, 'currency'),
  ...partial(['*_iban'], TEXT, 'iban'),
  ...partial(['*_color', '*_colour'], TEXT, 'color'),
  ...partial(['*_title'], TEXT, 'title'),
  ...partial(['*_description', '*_comment', '*_notes'], TEXT, 'description'),
  ...partial(['*_slug'], TEXT, 'slug'),
  ...partial(['*_token', '*_hash'], TEXT, 'hex'),
  ...partial(['*_count', 'num_*', 'number_of_*', '*_quantity', '*_qty'], NUMERIC, 'quantity'),
  ...partial(['*_price', '*_cost', '*_fee'], ['decimal', 'number', 'integer'], 'price'),
  ...partial(['*_amount', '*_total', 'total_*', '*_balance'], ['decimal', 'number', 'integer'], 'amount'),
  ...partial(['*_percent', '*_percentage', '*_pct'], ['number', 'decimal', 'integer'], 'percentage'),
  ...partial(['*_rating'], NUMERIC, 'rating'),
  ...partial(['*_year'], ['integer', 'number'], 'year'),
  ...partial(['*_age'], ['integer', 'number'], 'age'),
];

function partial(names: readonly string[], types: readonly TypeName[], generator: string): readonly Inference[] {
  return names.map((name) => ({ name, types, generator }));
}

/** Names that mean a person beside what the person family calls itself, and what else has no alias of its own. */
const WHOLE: readonly Inference[] = [
  ...partial(
    [
      'customer_name',
      'contact_name',
      'author_name',
      'owner_name',
      'manager_name',
      'employee_name',
      'student_name',
      'patient_name',
    ],
    TEXT,
    'full_name',
  ),
  ...partial(['qty', 'stock', 'units'], NUMERIC, 'quantity'),
  ...partial(
    ['active', 'enabled', 'deleted', 'verified', 'published', 'archived', 'completed'],
    ['boolean'],
    'boolean',
  ),
  ...partial(['created', 'updated', 'modified'], ['timestamp'], 'timestamp'),
  ...partial(['birth_date', 'birthday', 'date_of_birth', 'dob'], ['date', 'string', 'timestamp'], 'birth_date'),
];

/**
 * The whole table in the order in which it is asked: rules for whole names (of which each generator's own name and aliases
 * are most), then rules for the beginning or end of a name.
 */
export const inferences: readonly Inference[] = [
  ...WHOLE,
  ...generators
    .filter(({ name }) => !TOO_PLAIN.has(name))
    .flatMap(({ name, aliases, type }) => {
      const types = [type, ...TYPES.filter((one) => one !== type && FITTING[one].includes(type))];
      return [name, ...aliases].map((own) => ({ name: own, types, generator: name }));
    }),
  ...PARTIAL,
];

/** The generator for a field by its name in snake case and its declared type; undefined where no rule fits. */
export function infer(name: string, type: TypeName | null): string | undefined {
  return inferences.find((rule) => (type === null || rule.types.includes(type)) && matches(rule.name, name))?.generator;
}

function matches(pattern: string, name: string): boolean {
  if (pattern.startsWith('*')) return name.length >= pattern.length && name.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return name.length >= pattern.length && name.startsWith(pattern.slice(0, -1));
  return pattern === name;
}
