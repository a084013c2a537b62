import type { Sibling } from '../../model/index.ts';
import { split } from './rule.ts';

type Fields = ReadonlyMap<string, Sibling>;

/** An expression for a field by the fields beside it; undefined if it has no reason to follow them. */
type Relation = (field: Sibling, beside: Fields, name: string) => string | undefined;

/** Names of what comes later, of what comes before it (the first that is there counts), and how far apart they are. */
interface Sequence {
  readonly later: readonly string[];
  readonly earlier: readonly string[];
  /** Shortest and longest distance, in minutes; null for anything up to now. */
  readonly minutes: readonly [number, number] | null;
  /** Whether its values may be later than `$now`. */
  readonly ahead: boolean;
  /** The share that has a value; the others are null. */
  readonly share: number;
}

const HOUR = 60;
const DAY = 24 * HOUR;

const until = (later: string, earlier: string, share = 1): Sequence => {
  return { later: split(later), earlier: split(earlier), minutes: null, ahead: false, share };
};
const after = (later: string, earlier: string, minutes: [number, number], ahead = false, share = 1): Sequence => {
  return { later: split(later), earlier: split(earlier), minutes, ahead, share };
};

const CREATED = 'created_at created_on created date_created creation_date created_date inserted_at';
const ORDERED = 'placed_at ordered_at order_date ordered_on order_placed_at';
const STARTED = 'started_at started start_at start_time starts_at';

/** In an order without circles: what a line has as earlier is later in lines above it only. */
export const SEQUENCES: readonly Sequence[] = [
  until(
    'updated_at updated_on updated modified_at modified last_modified last_modified_at last_updated date_modified edited_at',
    CREATED,
  ),
  until(
    'last_login last_login_at last_seen last_seen_at last_active_at last_activity',
    `${CREATED} registered_at signed_up_at joined_at`,
  ),
  after('published_at published_on', CREATED, [0, 10 * DAY]),
  after('verified_at email_verified_at confirmed_at activated_at', `registered_at signed_up_at ${CREATED}`, [
    1,
    2 * DAY,
  ]),
  after('paid_at paid_on payment_date', `issued_at issue_date invoice_date ${ORDERED} ${CREATED}`, [5, 20 * DAY]),
  after('processed_at', `submitted_at received_at ${CREATED}`, [1, DAY]),
  after('shipped_at shipped_on ship_date dispatched_at shipping_date', `${ORDERED} ${CREATED}`, [HOUR, 3 * DAY]),
  after('delivered_at delivered_on delivery_date', `shipped_at ship_date shipped_on dispatched_at ${ORDERED}`, [
    DAY,
    7 * DAY,
  ]),
  after('returned_at', 'delivered_at delivery_date shipped_at', [DAY, 30 * DAY], false, 0.05),
  after('ended_at end_at finished_at completed_at', `${STARTED} opened_at submitted_at ${CREATED}`, [1, 3 * HOUR]),
  after('end_time ends_at', STARTED, [30, 4 * HOUR], true),
  after('closed_at resolved_at', `opened_at reported_at submitted_at ${CREATED}`, [30, 10 * DAY]),
  after('end_date ends_on end_on', 'start_date starts_on start_on', [DAY, 180 * DAY], true),
  after(
    'check_out checkout check_out_date checkout_date',
    'check_in checkin check_in_date checkin_date',
    [DAY, 10 * DAY],
    true,
  ),
  after('closes_at closing_time', 'opens_at opening_time', [6 * HOUR, 12 * HOUR], true),
  after('discharged_at discharge_date', 'admitted_at admission_date', [DAY, 14 * DAY]),
  after(
    'arrival_time arrives_at arrival arrived_at arrival_date',
    'departure_time departs_at departure departed_at departure_date',
    [40, 11 * HOUR],
    true,
  ),
  after('valid_to valid_until', 'valid_from', [30 * DAY, 730 * DAY], true),
  after(
    'due_date due_at due_on',
    'invoice_date issue_date issued_at issued_on loan_date borrowed_at',
    [14 * DAY, 30 * DAY],
    true,
  ),
  after(
    'expires_at expiry_date expiration_date',
    `issued_at issue_date valid_from activated_at started_at start_date ${CREATED}`,
    [30 * DAY, 730 * DAY],
    true,
  ),
  after('return_date', 'loan_date borrowed_at rental_date pickup_date', [DAY, 21 * DAY], true),
  until('termination_date terminated_at left_at exit_date', 'hire_date hired_at joined_at', 0.12),
  until(
    'deleted_at archived_at removed_at cancelled_at canceled_at',
    `updated_at modified_at ${ORDERED} ${CREATED} started_at`,
    0.06,
  ),
];

const NUMBER: readonly unknown[] = ['integer', 'number', 'decimal'];
const INSTANT: readonly unknown[] = ['date', 'timestamp'];
const BIRTH = split('birth_date birthdate birthday date_of_birth dob');
const DATE = split('date timestamp datetime');

/** A relation between fields of fixed names, where the other one is drawn. */
function follows(
  own: string,
  ownTypes: readonly unknown[],
  others: readonly string[],
  otherTypes: readonly unknown[],
  text: (other: string) => string,
): readonly [string, Relation][] {
  const relation: Relation = (field, beside) => {
    const other = first(others, beside, otherTypes);
    return other !== undefined && ownTypes.includes(field.type?.kind ?? null) ? text(quoted(other)) : undefined;
  };
  return split(own).map((name) => [name, relation]);
}

function first(names: readonly string[], beside: Fields, types: readonly unknown[]): Sibling | undefined {
  return names
    .map((name) => beside.get(name))
    .find((field) => field !== undefined && field.drawn && types.includes(field.type?.kind ?? null));
}

const RELATIONS: ReadonlyMap<string, Relation> = new Map<string, Relation>([
  ...follows('age age_years', NUMBER, BIRTH, INSTANT, (birth) => `date_diff(date(${birth}), today(), 'years')`),
  ...follows('birth_year year_of_birth', NUMBER, BIRTH, INSTANT, (birth) => `year(${birth})`),
  ...follows('year', NUMBER, DATE, INSTANT, (date) => `year(${date})`),
  ...follows('month', NUMBER, DATE, INSTANT, (date) => `month(${date})`),
  ...follows('day day_of_month', NUMBER, DATE, INSTANT, (date) => `day(${date})`),
  ...follows('quarter', NUMBER, DATE, INSTANT, (date) => `(month(${date}) + 2) // 3`),
  ...follows('hour hour_of_day', NUMBER, DATE, ['timestamp'], (date) => `hour(${date})`),
  ...follows('weekday day_of_week', NUMBER, DATE, INSTANT, (date) => `weekday(${date})`),
  // What is drawn within bounds of the user's own leads, whichever of the two it is.
  ...BIRTH.map((name): [string, Relation] => [
    name,
    (field, beside) => {
      const age = beside.get('age');
      if (field.type?.kind !== 'date' || age === undefined || age.bare || !age.drawn) return undefined;
      return age.type?.kind === 'integer' ? `today() - years(${quoted(age)}) - days(random_int(0, 364))` : undefined;
    },
  ]),
  ...SEQUENCES.flatMap((sequence) =>
    sequence.later.map((name): [string, Relation] => [
      name,
      (field, beside) => inSequence(sequence, name, field, beside),
    ]),
  ),
]);

/**
 * Expressions for bare fields by name. `normal` is the form in which names are compared. A field follows only fields that
 * are drawn, or that follow others in their turn by a line above its own.
 */
export function relate(fields: readonly Sibling[], normal: (name: string) => string): ReadonlyMap<string, string> {
  const beside = new Map(fields.filter(({ name }) => !name.includes('`')).map((field) => [normal(field.name), field]));
  const found = new Map<string, string>();
  for (const [name, field] of beside) {
    const text = field.bare ? (RELATIONS.get(name)?.(field, beside, name) ?? flagged(name, field, beside)) : undefined;
    if (text !== undefined) found.set(field.name, text);
  }
  return found;
}

function inSequence(sequence: Sequence, name: string, field: Sibling, beside: Fields): string | undefined {
  const kind = field.type?.kind;
  const types = kind === 'time' ? ['time'] : INSTANT;
  if (kind !== 'date' && kind !== 'timestamp' && kind !== 'time') return undefined;
  const earlier = first(sequence.earlier, beside, types);
  if (earlier === undefined || (kind === 'time' && sequence.minutes === null)) return undefined;
  const start = quoted(earlier);
  if (kind === 'time') {
    const left = `1439 - hour(${start}) * 60 - minute(${start})`;
    return `${start} + minutes(min(random_int(${String(sequence.minutes)}), ${left}))`;
  }
  // What is called after its end has happened, as `arrived_at` has, whatever others of the line do.
  const bounded = { ...sequence, ahead: sequence.ahead && !name.endsWith('ed_at') };
  const value = kind === 'date' ? laterDate(start, bounded) : laterInstant(`timestamp(${start})`, bounded);
  const flag = flagOf(name, beside);
  if (flag !== undefined) return `if(${quoted(flag)}, ${value}, null)`;
  return sequence.share === 1 ? value : `if(random() < ${sequence.share}, ${value}, null)`;
}

function laterInstant(start: string, { minutes, ahead }: Sequence): string {
  if (minutes === null) return `${start} + seconds(floor(random() * max(date_diff(${start}, now(), 'seconds'), 0)))`;
  const [least, most] = [minutes[0] * 60, minutes[1] * 60];
  if (ahead) return `${start} + seconds(random_int(${least}, ${most}))`;
  return `${start} + seconds(${upToNow(`random_int(${least}, ${most})`, most, `date_diff(${start}, now(), 'seconds')`)})`;
}

function laterDate(start: string, { minutes, ahead }: Sequence): string {
  const day = `date(${start})`;
  if (minutes === null) return `${day} + days(floor(random() * max(date_diff(${day}, today(), 'days'), 0)))`;
  const days = minutes.map((count) => Math.ceil(count / DAY));
  const distance = `random_int(${String(days)})`;
  if (ahead) return `${day} + days(${distance})`;
  return `${day} + days(${upToNow(distance, days[1], `date_diff(${day}, today(), 'days')`)})`;
}

/** A distance, shortened in proportion where the longest would pass now, so that values do not gather there. */
function upToNow(distance: string, longest: number, room: string): string {
  return `floor(${distance} * if(${room} >= 0 and ${room} < ${longest}, ${room} / ${longest}, 1))`;
}

/** `deleted_at` is there where `is_deleted` is true. */
function flagged(name: string, { type }: Sibling, beside: Fields): string | undefined {
  const flag = flagOf(name, beside);
  if (flag === undefined) return undefined;
  if (type?.kind === 'timestamp') return `if(${quoted(flag)}, now() - seconds(random_int(0, 31535999)), null)`;
  return type?.kind === 'date' ? `if(${quoted(flag)}, today() - days(random_int(1, 365)), null)` : undefined;
}

function flagOf(name: string, beside: Fields): Sibling | undefined {
  const what = /^(.+)_at$/.exec(name)?.[1];
  return what === undefined ? undefined : first([`is_${what}`, what], beside, ['boolean']);
}

function quoted({ name }: Sibling): string {
  return `\`${name}\``;
}
