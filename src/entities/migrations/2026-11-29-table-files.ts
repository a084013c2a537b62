import { Migration } from '@mikro-orm/migrations';

/** Files that models name, kept with their project. */
export class TableFiles extends Migration {
  override up(): void {
    this.addSql(`create table table_file (
        id uuid not null,
        project_id uuid not null,
        name text not null,
        bytes int not null,
        digest text not null,
        text text not null,
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now(),
        primary key (id)
      )`);
    this.addSql(`alter table table_file add constraint table_file_project_id_name_unique unique (project_id, name)`);
    this.addSql(`alter table table_file add constraint table_file_project_id_foreign
      foreign key (project_id) references project (id) on delete cascade`);
  }
}
