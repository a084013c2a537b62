import type { Entity, Field, SeriesSource } from '../model.ts';
import type { Location } from '../reading/location.ts';
import type { Span } from '../problems/problem.ts';
import { checkOrder } from './check-order.ts';
import { checkStart } from './check-start.ts';
import type { FieldIndex } from './field-index.ts';
import { mostChildren } from './most-children.ts';

/** A series: its rows are in order, and what is measured in time has a time to measure it by. */
export function checkSeries(
  entity: Entity,
  field: Field,
  series: SeriesSource,
  at: Span,
  index: FieldIndex,
  location: Location,
): void {
  const { over, start, steps, curve } = series;
  const most = mostChildren(series);
  const name = steps === null ? '$walk' : '$gap';
  if (over !== null) checkOrder(entity, '$series', over, at, index, location, most);
  else if (most < Infinity) {
    const message = `${name} adds up from row to row, which is only possible within a parent`;
    const hint =
      name === '$gap' ? 'write $series: sensor_id, or $every: 15m, $jitter: 15m' : 'write $series: sensor_id';
    location.report('ORDER_WITHOUT_PER', at, message, hint);
  }
  if (start !== null) checkStart(start, over, location);
  if (curve === null || !curve.isTime) return;
  const fields = index.get(entity.name);
  if (fields === undefined) return;
  const times = [...fields.all.values()].filter(
    ({ source }) => source.kind === 'series' && source.steps?.scale === null,
  );
  if (curve.clock !== null) {
    const clock = fields.all.get(curve.clock);
    if (clock === undefined) {
      const message = `there is no field ${curve.clock} in ${entity.name}`;
      location.report('FIELD_UNKNOWN', at, message, location.nearest(curve.clock, fields.all.keys()));
    } else if (!times.includes(clock) && clock.source.kind !== 'broken') {
      location.report('SERIES_CLOCK', at, `$clock: ${clock.path} is not a series of times`, timesInstead(times));
    }
    return;
  }
  const same = times.filter(({ source }) => source.kind === 'series' && source.over === over);
  if (same.length === 1 || fields.isPartial) return;
  const message =
    same.length === 0
      ? `${field.name} is measured in time, and no series beside it has times`
      : `several series have the times that ${field.name} could be measured by`;
  location.report('SERIES_CLOCK', at, message, timesInstead(same));
}

function timesInstead(times: readonly Field[]): string {
  if (times.length > 0) return `write $clock: ${times[0].path}`;
  return 'add at: { $series: sensor_id, $start: 2025-01-01, $every: 15m }, or measure in rows: $trend: 0.1, period: 96';
}
