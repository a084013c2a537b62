import { Migration } from '@mikro-orm/migrations';

/** Tasks that load rows into a database. */
export class Loads extends Migration {
  override up(): void {
    this.addSql(`alter table "task" add column "target" jsonb null, add column "transaction" jsonb null`);
  }
}
