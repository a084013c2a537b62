import { Migration } from '@mikro-orm/migrations';

/** Nodes that share a store divide large tasks into slices. */
export class Slices extends Migration {
  override up(): void {
    this.addSql(`alter table "task" add column slices int not null default 0`);
    this.addSql(`create table slice (
        task_id uuid not null,
        "number" int not null,
        file int not null,
        first int not null,
        parts int not null,
        closes boolean not null,
        "node" uuid null,
        crashes int not null default 0,
        primary key (task_id, "number")
      )`);
    this.addSql(`create index "slice_node_crashes_index" on "slice" ("node", "crashes")`);
    this.addSql(
      `alter table "slice" add constraint "slice_task_id_foreign" foreign key ("task_id") references "task" ("id") on delete cascade`,
    );
  }
}
