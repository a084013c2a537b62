import { Migration } from '@mikro-orm/migrations';

/** A plan has files, of which some are of no entity: parts and artifacts belong to them. */
export class PlannedFiles extends Migration {
  override up(): void {
    this.addSql(`alter table "artifact" alter column "entity" drop not null`);
    this.addSql(`alter table "task_part" rename column "entity" to "file"`);
    this.addSql(`update task set "plan" = jsonb_build_object(
        'entities', (
          select jsonb_agg(jsonb_build_object('name', one->'name', 'rows', one->'rows', 'bytes', one->'bytes') order by at)
          from jsonb_array_elements("plan") with ordinality as planned (one, at)
        ),
        'files', case when target is not null then '[]'::jsonb else (
          select jsonb_agg(jsonb_build_object('content', 'rows', 'entity', one->'name', 'name', one->'file',
            'rows', one->'rows', 'partRows', one->'partRows', 'parts', one->'parts') order by at)
          from jsonb_array_elements("plan") with ordinality as planned (one, at)
        ) end
      )`);
  }
}
