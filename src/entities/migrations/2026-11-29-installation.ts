import { Migration } from '@mikro-orm/migrations';

/** The ID that the database and its folders have in common. The row is added by the first start after this migration. */
export class Installation extends Migration {
  override up(): void {
    this.addSql(`create table installation (id uuid not null, primary key (id))`);
  }
}
