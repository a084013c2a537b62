import { Migration } from '@mikro-orm/migrations';

/** A sum of what can be counted: one row with a number that is none (NaN, below 0) does not spoil it for all others. */
const total = (value: string, filter = 'true'): string =>
  `coalesce(sum(${value}) filter (where ${value} between 0 and 9007199254740991 and ${filter}), 0)`;

const TODAY = `"day" = (now() at time zone 'utc')::date`;

/**
 * `group_use` and `key_rows` in one: the locks come first, and open tasks are then looked at once for a group, a key and the store.
 * A start of a small task spent a tenth of its time in the two.
 */
export class Room extends Migration {
  override up(): void {
    this.addSql(`create function room_use (asked_group uuid, asked_key uuid)
      returns table (waiting boolean, "open" float8, bytes float8, "rows" float8, coming float8, "keyRows" float8)
      language plpgsql set enable_bitmapscan = off as $$
      begin
        perform 1 from project_group where id = asked_group for no key update;
        perform 1 from api_key where id = asked_key for no key update;
        return query select
          coalesce(bool_or(task.status = 'PENDING' and (task.due_at is null or task.due_at <= now())), false),
          (count(*) filter (where task.group_id = asked_group))::float8,
          ${total('task.bytes_estimated', 'task.group_id = asked_group')} + (
            select ${total('kept.bytes_done')} from task as kept
            where kept.group_id = asked_group and kept.status = 'COMPLETED' and not kept.expired
          ),
          ${total('task.rows_total', 'task.group_id = asked_group')} + coalesce((
            select usage."rows" from daily_usage as usage where usage.group_id = asked_group and usage.${TODAY}
          ), 0),
          ${total('(task.bytes_estimated - task.bytes_done)')},
          ${total('task.rows_total', 'task.api_key = asked_key')} + coalesce((
            select usage."rows" from daily_key_usage as usage where usage.api_key = asked_key and usage.${TODAY}
          ), 0)
        from task where task.status in ('PENDING', 'PROCESSING', 'CANCELING');
      end $$`);
    this.addSql('drop function group_use');
  }
}
