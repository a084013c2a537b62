import { Migration } from '@mikro-orm/migrations';

/** Saved addresses in buckets, and tasks that write their files there. */
export class S3 extends Migration {
  override up(): void {
    this.addSql(`create table s3_connection (
        id uuid not null,
        group_id uuid not null,
        name text not null,
        bucket text not null,
        prefix text not null,
        endpoint text not null,
        region text not null,
        path_style boolean not null,
        access_key_id text not null,
        secret_access_key text not null,
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now(),
        primary key (id)
      )`);
    this.addSql(
      `alter table "s3_connection" add constraint "s3_connection_group_id_name_unique" unique ("group_id", "name")`,
    );
    this.addSql(
      `alter table "s3_connection" add constraint "s3_connection_group_id_foreign" foreign key ("group_id") references "project_group" ("id") on delete cascade`,
    );
    this.addSql(`alter table task add column destination jsonb null`);
  }
}
