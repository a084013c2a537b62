import { Migration } from '@mikro-orm/migrations';

/** A sum of what can be counted: one row with a number that is none (NaN, below 0) does not spoil it for all others. */
const total = (column: string, filter: string): string =>
  `coalesce(sum(${column}) filter (where ${column} between 0 and 9007199254740991 and ${filter}), 0)`;

const OPEN = `task.status in ('PENDING', 'PROCESSING', 'CANCELING')`;

/** Tasks count how often they were begun without getting further, and may wait before they are begun again. */
export class Tries extends Migration {
  override up(): void {
    this.addSql(
      `alter table "task" add column tries int not null default 0, add column due_at timestamptz(3) null, add column setback text null`,
    );
    this.addSql(`create or replace function group_use (asked uuid)
      returns table (waiting boolean, "open" float8, bytes float8, "rows" float8, coming float8)
      language plpgsql as $$
      begin
        perform 1 from project_group where id = asked for no key update;
        return query select
          exists (select from task as other where other.status = 'PENDING' and (other.due_at is null or other.due_at <= now())),
          (count(*) filter (where ${OPEN}))::float8,
          ${total('task.bytes_estimated', OPEN)} + ${total('task.bytes_done', `not ${OPEN}`)},
          ${total('task.rows_total', OPEN)} + coalesce((
            select usage."rows" from daily_usage as usage
            where usage.group_id = asked and usage."day" = (now() at time zone 'utc')::date
          ), 0),
          (
            select coalesce(sum(other.bytes_estimated - other.bytes_done) filter (
              where other.bytes_estimated - other.bytes_done between 0 and 9007199254740991
            ), 0) from task as other
            where other.status in ('PENDING', 'PROCESSING', 'CANCELING')
          )
        from task where task.group_id = asked and (${OPEN} or (task.status = 'COMPLETED' and not task.expired));
      end $$`);
  }
}
