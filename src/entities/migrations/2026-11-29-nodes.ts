import { Migration } from '@mikro-orm/migrations';

/** The nodes of an installation, and when one of them swept last. */
export class Nodes extends Migration {
  override up(): void {
    this.addSql(`create table node (
      id uuid not null, name text not null, session uuid not null, version text not null, engine_version int not null,
      role text not null check (role in ('api', 'worker', 'both')), threads int not null, running int not null,
      started_at timestamptz(3) not null default now(), last_seen_at timestamptz(3) not null default now(), primary key (id))`);
    this.addSql(`alter table installation add column swept_at timestamptz(3) null`);
  }
}
