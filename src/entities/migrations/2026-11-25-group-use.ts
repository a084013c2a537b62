import { Migration } from '@mikro-orm/migrations';

/**
 * What a group has in use, counted while nobody else can start a task of it. A function, since each statement in it sees what was
 * committed before it, whereas one statement that waits for a lock goes on with what it saw before it waited.
 */
export class GroupUse extends Migration {
  override up(): void {
    this.addSql(`create function group_use (asked uuid)
      returns table (waiting boolean, "open" float8, bytes float8, "rows" float8, coming float8)
      language plpgsql as $$
      begin
        perform 1 from project_group where id = asked for no key update;
        return query select
          exists (select from task as other where other.status = 'PENDING'),
          (count(*) filter (where task.status in ('PENDING', 'PROCESSING', 'CANCELING')))::float8,
          coalesce(sum(case when task.status in ('PENDING', 'PROCESSING', 'CANCELING') then task.bytes_estimated else task.bytes_done end), 0),
          coalesce(sum(task.rows_total) filter (where task.status in ('PENDING', 'PROCESSING', 'CANCELING')), 0) + coalesce((
            select usage."rows" from daily_usage as usage
            where usage.group_id = asked and usage."day" = (now() at time zone 'utc')::date
          ), 0),
          (
            select coalesce(sum(greatest(other.bytes_estimated - other.bytes_done, 0)), 0) from task as other
            where other.status in ('PENDING', 'PROCESSING', 'CANCELING')
          )
        from task where task.group_id = asked
          and (task.status in ('PENDING', 'PROCESSING', 'CANCELING') or (task.status = 'COMPLETED' and not task.expired));
      end $$`);
  }
}
