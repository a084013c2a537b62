import type { ModelValue } from '../model.ts';

/** A setting of one field that takes the place of what the document says. */
export interface FieldOverride {
  readonly entity: string;
  /** Path within the entity, as `Field.path` has it: `address.city`. */
  readonly field: string;
  /** An option of the field's generator, or a directive that says how its values are drawn, without `$`: `min`, `per`. */
  readonly setting: string;
  /** As the document could say it; a map for `distribution`, `length` or `per` changes the parameters that it names. */
  readonly value: ModelValue;
}

/** Values from outside by entity, path of the field and setting. */
export type Overrides = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, ModelValue>>>;
