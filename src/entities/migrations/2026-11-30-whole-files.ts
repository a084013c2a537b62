import { Migration } from '@mikro-orm/migrations';

/** Files that are single objects of a bucket. */
export class WholeFiles extends Migration {
  override up(): void {
    this.addSql(`alter table artifact add column whole boolean not null default false`);
  }
}
