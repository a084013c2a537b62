import { Migration } from '@mikro-orm/migrations';

/** Saved addresses of databases. */
export class Connections extends Migration {
  override up(): void {
    this.addSql(`create table connection (
        id uuid not null,
        group_id uuid not null,
        name text not null,
        host text not null,
        port int not null,
        "database" text not null,
        "user" text not null,
        sslmode text not null,
        "password" text not null,
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now(),
        primary key (id)
      )`);
    this.addSql(
      `alter table "connection" add constraint "connection_group_id_name_unique" unique ("group_id", "name")`,
    );
    this.addSql(
      `alter table "connection" add constraint "connection_group_id_foreign" foreign key ("group_id") references "project_group" ("id") on delete cascade`,
    );
  }
}
