import { DAY } from '../words/instant.ts';
import type { Steps } from '../model.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';
import { readWeekdays } from './week-hours.ts';

/** `$weekdays` of a series: the days that come up, 0 for Monday; null after a problem. */
export function readOnlyDays(node: YamlNode, isTime: boolean, location: Location): readonly number[] | null {
  if (!isTime) {
    location.report(
      'DIRECTIVE_PLACE',
      node.at,
      '$weekdays are those of dates and timestamps, not of numbers',
      'remove it',
    );
    return null;
  }
  const weights = readWeekdays(node, location);
  if (weights === null) return null;
  const days = [0, 1, 2, 3, 4, 5, 6].filter((day) => weights[day] > 0);
  if (days.every((day) => weights[day] === weights[days[0]])) return days;
  const message = 'a series has every one of its weekdays alike, and these have weights';
  location.report('WEIGHTS_INVALID', node.at, message, 'write $weekdays: mon-fri, or a list');
  return null;
}

/** Whether the steps are whole days, which lead from one weekday to the next; reports if not. */
export function stepsByDays({ every, gap, months, jitter }: Steps, node: YamlNode, location: Location): boolean {
  const isWhole = [every, gap?.min ?? 0, gap?.max ?? 0].every((value) => value % DAY === 0);
  if (isWhole && months === 0 && jitter === 0) return true;
  const message =
    jitter > 0
      ? '$jitter could move a row to another weekday'
      : 'a series with $weekdays has steps of whole days, of which it counts those weekdays alone';
  location.report('DIRECTIVE_CONTRADICTION', node.at, message, 'write $every: 1d, or $gap: 1d-3d');
  return false;
}
