import { readBound } from '../words/bounds.ts';
import { readDuration } from '../words/duration.ts';
import { DAY } from '../words/instant.ts';
import type { SlotSource, Source } from '../model.ts';
import type { YamlNode } from '../yaml/node.ts';
import { overrideOf } from '../overrides/overrides.ts';
import type { LeafParts } from './leaf-parts.ts';
import type { Location } from './location.ts';
import { memberField } from './member-field.ts';
import { readValue } from './order-source.ts';
import { readPath } from './path.ts';
import { readAmount, readSpread } from './spread.ts';

/** Settings of a slot that can be overridden. */
export const SLOT_SETTINGS = ['span', 'length', 'gap'] as const;

const SPAN_FORM = 'write $span: 2025-01-01..2025-12-31, or a duration or an $end beside $start';
const SECOND = 1000;

/** `$slot`: an object of `from` and `to`; null after a problem. */
export function slotSource(parts: LeafParts, location: Location): Source | null {
  const { directives, type } = parts;
  const entry = directives.get('$slot');
  if (entry === undefined) return null;
  if (type !== null && type.kind !== 'date' && type.kind !== 'timestamp') {
    const message = `$slot makes dates and timestamps, not values of type ${type.kind}`;
    location.report('DIRECTIVE_CONTRADICTION', entry.key.at, message);
    return null;
  }
  const over = readPath(entry.value, location)?.join('.');
  const [spanNode, lengthNode, gapNode] = SLOT_SETTINGS.map(
    (name) => overrideOf(parts, name, location) ?? directives.get(`$${name}`)?.value,
  );
  const endEntry = directives.get('$end');
  if (endEntry !== undefined && (spanNode !== undefined || !directives.has('$start'))) {
    const message =
      spanNode === undefined ? '$end needs $start' : '$span and $end both say when the time of a parent ends';
    const hint = spanNode === undefined ? 'write $start: room_id.opened_at beside it' : 'keep only one of them';
    location.report('DIRECTIVE_CONTRADICTION', endEntry.key.at, message, hint);
    return null;
  }
  for (const [name, node] of [
    ['$span', endEntry?.value ?? spanNode],
    ['$length', lengthNode],
  ] as const) {
    if (node !== undefined) continue;
    const hint = name === '$span' ? SPAN_FORM : 'write $length: 1d-14d';
    location.report('VALUE_EXPECTED', entry.key.at, `$slot needs ${name}`, hint);
  }
  if ((spanNode ?? endEntry) === undefined || lengthNode === undefined) return null;
  const start = directives.get('$start');
  const first = start === undefined ? null : readValue(start.value, location);
  const end = endEntry === undefined ? null : readValue(endEntry.value, location);
  if (endEntry !== undefined && end === null) return null;
  const span = spanNode === undefined ? UNTIL_END : readSpan(spanNode, start !== undefined, location);
  const length = readSpread(lengthNode, '$length', 'time', location);
  const gap = gapNode === undefined ? 0 : readAmount(gapNode, '$gap', 'time', location);
  if (over === undefined || span === null || length === null || gap === null || (start && first === null)) return null;
  if (length.min === 0) {
    location.report('RANGE_INVALID', lengthNode.at, 'a span is longer than 0', 'write $length: 1d-14d');
    return null;
  }
  const days = type === null ? span.days && isMultiple(DAY, length.min, length.max, gap) : type.kind === 'date';
  if (days && !isMultiple(DAY, length.min, length.max, gap)) {
    const message = 'spans of dates have lengths of whole days';
    location.report('DURATION_INVALID', lengthNode.at, message, 'write $length: 1d-14d, or $type: timestamp');
    return null;
  }
  const unit = days ? DAY : isMultiple(SECOND, length.min, length.max, gap) ? SECOND : 1;
  const common = {
    over,
    begin: span.begin,
    start: first,
    span: Math.floor(span.length / unit) * unit,
    length,
    gap,
    unit,
    end,
  };
  const member = (part: 'from' | 'to'): SlotSource => ({ kind: 'slot', part, ...common });
  const of = { kind: days ? 'date' : 'timestamp' } as const;
  return {
    kind: 'object',
    fields: [memberField(parts, 'from', of, member('from')), memberField(parts, 'to', of, member('to'))],
  };
}

function isMultiple(unit: number, ...values: readonly number[]): boolean {
  return values.every((value) => value % unit === 0);
}

interface SlotSpan {
  /** Milliseconds since 1970; null where it begins with $start. */
  readonly begin: number | null;
  readonly length: number;
  /** Whether it is made of whole days. */
  readonly days: boolean;
}

/** With `$end`; its ends are dates only if they are declared. */
const UNTIL_END: SlotSpan = { begin: null, length: 0, days: false };

/** Two dates or timestamps, of which a date as the end is its last instant; or a duration, beside $start. */
function readSpan(node: YamlNode, hasStart: boolean, location: Location): SlotSpan | null {
  const text = node.kind === 'scalar' ? node.text : '';
  const duration = readDuration(text);
  if (hasStart && duration !== null) return { begin: null, length: duration, days: duration % DAY === 0 };
  const [min, max] = text.split('..').map((end, i) => readBound(end, 'timestamp', i === 0 ? 'min' : 'max'));
  if (min === null || max === null || max === undefined || text.split('..').length !== 2) {
    location.expected(node, hasStart ? 'a duration' : 'a range of dates', SPAN_FORM);
    return null;
  }
  if (hasStart) {
    location.report(
      'DIRECTIVE_CONTRADICTION',
      node.at,
      '$span begins with a date, and $start is another one',
      SPAN_FORM,
    );
    return null;
  }
  if (min.value > max.value) {
    location.report('RANGE_ORDER', node.at, `${min.text} is after ${max.text}`, 'swap them');
    return null;
  }
  const days = min.value % DAY === 0 && max.value % DAY === DAY - 1;
  return { begin: min.value, length: max.value - min.value, days };
}
