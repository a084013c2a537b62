import { Migration } from '@mikro-orm/migrations';

/** Kinds of database that connections lead to; all that were saved before lead to PostgreSQL. */
export class ConnectionKinds extends Migration {
  override up(): void {
    this.addSql(`alter table connection add column kind text not null default 'postgres'`);
  }
}
