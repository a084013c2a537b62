import { Migration } from '@mikro-orm/migrations';

/** Tasks keep what happened to them. Of those that are there already only the beginning is known. */
export class TaskHistory extends Migration {
  override up(): void {
    this.addSql(`alter table "task" add column history jsonb not null default '[]'`);
    this.addSql(`update "task" set history = jsonb_build_array(jsonb_build_object('at', created_at, 'kind', 'ACCEPTED'))
      where isfinite(created_at)`);
  }
}
