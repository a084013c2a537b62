import { Migration } from '@mikro-orm/migrations';

/** The options of a spec are values by name; they were pairs of texts in the form of the command line. */
export class OptionValues extends Migration {
  override up(): void {
    this.addSql(`update task set spec = jsonb_set(spec, '{options}', (
        select coalesce(jsonb_object_agg(one->>0, case
          when one->>0 in ('header', 'formulaGuard', 'bom') then (one->>1)::jsonb
          else one->1
        end), '{}')
        from jsonb_array_elements(spec->'options') as pair (one)
      )) where jsonb_typeof(spec->'options') = 'array'`);
  }
}
