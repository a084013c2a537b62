import { Migration } from '@mikro-orm/migrations';

/** When a group had its last turn is asked for each group whose tasks wait. */
export class Turns extends Migration {
  override up(): void {
    this.addSql(`create index "task_group_id_started_at_index" on "task" ("group_id", "started_at")`);
  }
}
