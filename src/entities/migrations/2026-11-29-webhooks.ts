import { Migration } from '@mikro-orm/migrations';

/**
 * Webhooks, and what keys have generated in a day. A trigger writes the notice of an end, within the statement that ends the task:
 * no statement that does so, today's or a later one, can forget it.
 */
export class Webhooks extends Migration {
  override up(): void {
    this.addSql(`alter table "task" add column webhook jsonb null`);
    this.addSql(`create table webhook_secret (
        group_id uuid not null,
        secret text not null,
        previous text null,
        rotated_at timestamptz(3) null,
        created_at timestamptz(3) not null default now(),
        primary key (group_id)
      )`);
    this.addSql(`create table webhook_delivery (
        id uuid not null,
        task_id uuid not null,
        group_id uuid not null,
        receiver text not null,
        "type" text not null,
        status text not null default 'PENDING',
        attempts int not null default 0,
        next_at timestamptz(3) null,
        "node" uuid null,
        status_code int null,
        error_code text null,
        duration int null,
        attempted_at timestamptz(3) null,
        delivered_at timestamptz(3) null,
        created_at timestamptz(3) not null default now(),
        primary key (id)
      )`);
    this.addSql(
      `create index "webhook_delivery_group_id_created_at_id_index" on "webhook_delivery" ("group_id", "created_at", "id")`,
    );
    this.addSql(`create index "webhook_delivery_task_id_index" on "webhook_delivery" ("task_id")`);
    this.addSql(`create index "webhook_delivery_status_next_at_index" on "webhook_delivery" ("status", "next_at")`);
    this.addSql(
      `alter table "webhook_delivery" add constraint "webhook_delivery_status_check" check ("status" in ('PENDING', 'DELIVERED', 'FAILED'))`,
    );
    this.addSql(
      `alter table "webhook_secret" add constraint "webhook_secret_group_id_foreign" foreign key ("group_id") references "project_group" ("id") on update cascade on delete cascade`,
    );
    this.addSql(
      `alter table "webhook_delivery" add constraint "webhook_delivery_task_id_foreign" foreign key ("task_id") references "task" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "webhook_delivery" add constraint "webhook_delivery_group_id_foreign" foreign key ("group_id") references "project_group" ("id") on delete cascade`,
    );
    this.addSql(`create function notify_receiver () returns trigger language plpgsql as $$
      begin
        insert into webhook_delivery (id, task_id, group_id, receiver, "type", next_at)
        values (gen_random_uuid(), new.id, new.group_id, new.webhook->>'receiver', 'task.' || lower(new.status), now());
        return null;
      end $$`);
    this.addSql(`create trigger task_ended after update of status on task for each row
      when (new.webhook is not null and new.status is distinct from old.status and new.status in ('COMPLETED', 'FAILED', 'CANCELED'))
      execute function notify_receiver()`);
    this.addSql(`create table daily_key_usage (
        api_key uuid not null,
        "day" date not null,
        "rows" double precision not null default 0,
        primary key (api_key, day)
      )`);
    this.addSql(`create function key_rows (asked uuid) returns float8 language plpgsql as $$
      begin
        perform 1 from api_key where id = asked for no key update;
        return coalesce((
          select sum(task.rows_total) from task where task.api_key = asked
            and task.status in ('PENDING', 'PROCESSING', 'CANCELING') and task.rows_total between 0 and 9007199254740991
        ), 0) + coalesce((
          select usage."rows" from daily_key_usage as usage
          where usage.api_key = asked and usage."day" = (now() at time zone 'utc')::date
        ), 0);
      end $$`);
  }
}
