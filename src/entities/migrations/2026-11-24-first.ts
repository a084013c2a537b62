import { Migration } from '@mikro-orm/migrations';

/** The tables of the first gateway. */
export class First extends Migration {
  override up(): void {
    this.addSql(`create table api_key (
        id uuid not null,
        public_id text not null,
        hash text not null,
        name text not null,
        scopes text[] not null,
        "groups" uuid[] null,
        created_at timestamptz(3) not null default now(),
        expires_at timestamptz(3) null,
        last_used_at timestamptz(3) null,
        revoked_at timestamptz(3) null,
        primary key (id)
      )`);
    this.addSql(`alter table "api_key" add constraint "api_key_public_id_unique" unique ("public_id")`);
    this.addSql(`create table project_group (
        id uuid not null,
        name text not null,
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now(),
        primary key (id)
      )`);
    this.addSql(`alter table "project_group" add constraint "project_group_name_unique" unique ("name")`);
    this.addSql(`create table project (
        id uuid not null,
        group_id uuid not null,
        name text not null,
        revision int not null,
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now(),
        primary key (id)
      )`);
    this.addSql(`alter table "project" add constraint "project_group_id_name_unique" unique ("group_id", "name")`);
    this.addSql(`create table daily_usage (
        group_id uuid not null,
        "day" date not null,
        tasks int not null default 0,
        "rows" double precision not null default 0,
        bytes double precision not null default 0,
        primary key (group_id, day)
      )`);
    this.addSql(`create table project_revision (
        id uuid not null,
        project_id uuid not null,
        "number" int not null,
        "text" text not null,
        problems jsonb not null,
        draft boolean not null,
        created_at timestamptz(3) not null default now(),
        primary key (id)
      )`);
    this.addSql(
      `alter table "project_revision" add constraint "project_revision_project_id_number_unique" unique ("project_id", "number")`,
    );
    this.addSql(`create table provider (
        id uuid not null,
        group_id uuid null,
        name text not null,
        columns text[] not null,
        "rows" int not null,
        weighted boolean not null,
        "values" jsonb not null,
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now(),
        primary key (id)
      )`);
    this.addSql(`create unique index provider_group_id_name_unique on provider (group_id, name) nulls not distinct`);
    this.addSql(`create table task (
        id uuid not null,
        project_id uuid not null,
        group_id uuid not null,
        revision int not null,
        api_key uuid not null,
        idempotency_key text null,
        input_digest text null,
        status text not null,
        phase text not null,
        sequence int not null,
        spec jsonb not null,
        "plan" jsonb not null,
        "format" text not null,
        seed text not null,
        engine_version int not null,
        rows_total double precision not null,
        rows_done double precision not null default 0,
        bytes_estimated double precision not null,
        bytes_done double precision not null default 0,
        parts_total int not null,
        parts_done int not null default 0,
        rows_per_second double precision null,
        "error" jsonb null,
        attempt int not null default 0,
        fence int not null default 0,
        "node" uuid null,
        heartbeat_at timestamptz(3) null,
        created_at timestamptz(3) not null default now(),
        started_at timestamptz(3) null,
        finished_at timestamptz(3) null,
        expires_at timestamptz(3) null,
        expired boolean not null default false,
        primary key (id)
      )`);
    this.addSql(`create index "task_project_id_created_at_id_index" on "task" ("project_id", "created_at", "id")`);
    this.addSql(`create index "task_group_id_created_at_id_index" on "task" ("group_id", "created_at", "id")`);
    this.addSql(`create index "task_status_index" on "task" ("status")`);
    this.addSql(
      `alter table "task" add constraint "task_api_key_idempotency_key_unique" unique ("api_key", "idempotency_key")`,
    );
    this.addSql(
      `alter table "task" add constraint "task_status_check" check ("status" in ('PENDING', 'PROCESSING', 'CANCELING', 'COMPLETED', 'FAILED', 'CANCELED'))`,
    );
    this.addSql(
      `alter table "task" add constraint "task_phase_check" check ("phase" in ('QUEUED', 'GENERATING', 'FINISHING', 'DONE'))`,
    );
    this.addSql(`create table artifact (
        id uuid not null,
        task_id uuid not null,
        "position" int not null,
        "entity" text not null,
        file text not null,
        content_type text not null,
        "rows" double precision not null,
        bytes double precision not null,
        crc32 text not null,
        primary key (id)
      )`);
    this.addSql(
      `alter table "artifact" add constraint "artifact_task_id_position_unique" unique ("task_id", "position")`,
    );
    this.addSql(`create table task_part (
        task_id uuid not null,
        "entity" int not null,
        "number" int not null,
        stored boolean not null,
        bytes double precision not null,
        crc32 double precision not null,
        crashes int not null default 0,
        primary key (task_id, entity, number)
      )`);
    this.addSql(
      `alter table "project" add constraint "project_group_id_foreign" foreign key ("group_id") references "project_group" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "daily_usage" add constraint "daily_usage_group_id_foreign" foreign key ("group_id") references "project_group" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "project_revision" add constraint "project_revision_project_id_foreign" foreign key ("project_id") references "project" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "provider" add constraint "provider_group_id_foreign" foreign key ("group_id") references "project_group" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "task" add constraint "task_project_id_foreign" foreign key ("project_id") references "project" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "task" add constraint "task_group_id_foreign" foreign key ("group_id") references "project_group" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "artifact" add constraint "artifact_task_id_foreign" foreign key ("task_id") references "task" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "task_part" add constraint "task_part_task_id_foreign" foreign key ("task_id") references "task" ("id") on delete cascade`,
    );
  }
}
