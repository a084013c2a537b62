import { Migration } from '@mikro-orm/migrations';

/** Definitions of other systems, kept beside the models that were made from them. */
export class Sources extends Migration {
  override up(): void {
    this.addSql(`alter table project_revision add column source text null, add column dialect text null`);
  }
}
