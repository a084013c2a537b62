import type { ModelScalar } from '../model.ts';

/** A setting of one field's generator that takes the place of what the document says. */
export interface FieldOverride {
  readonly entity: string;
  /** Path within the entity, as `Field.path` has it: `address.city`. */
  readonly field: string;
  /** An option of the field's generator, or one of `min max step decimals null`, without `$`. */
  readonly setting: string;
  readonly value: ModelScalar;
}

/** Values from outside by entity, path of the field and setting. */
export type Overrides = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, ModelScalar>>>;
