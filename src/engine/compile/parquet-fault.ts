import { type ParquetLogical, type ParquetType, parquetText } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import type { Fields, FieldSite } from './fields.ts';

const TWO_32 = 2 ** 32;

/** Why the values of a recipe cannot be stored as a type of Parquet: what takes them instead; null where they can. */
export function parquetFault({ type, nullable, magnitude }: Recipe, stored: ParquetType): string | null {
  if (stored.kind !== 'leaf') {
    if (type.kind !== 'list') return 'is for lists';
    if (stored.kind === 'repeated' && nullable) return 'is for lists that are never null';
    const isBare = stored.kind === 'repeated' || (stored.kind === 'list' && stored.element === null);
    if (isBare && type.nullableItems) return 'is for lists without nulls';
    const isMap = type.item.kind === 'struct' && type.item.members.length === 2 && !type.nullableItems;
    return stored.kind === 'map' && !isMap ? 'is for lists of objects of two fields, such as key and value' : null;
  }
  const { physical, logical } = stored;
  // What a model calls a number is made of whole numbers or decimals where its bounds or its name say so.
  const isFloating = (physical === 'float' || physical === 'double') && logical === null;
  if (isFloating && (type.kind === 'integer' || type.kind === 'decimal')) return null;
  switch (type.kind) {
    case 'integer': {
      if (logical?.kind === 'decimal') return logical.scale === 0 ? null : 'has digits after the point';
      if ((physical !== 'int32' && physical !== 'int64') || !(logical === null || logical.kind === 'integer')) break;
      return magnitude !== undefined && magnitude > highest(physical, logical) ? 'is too small for its values' : null;
    }
    case 'number':
      if (isFloating) return null;
      break;
    case 'decimal': {
      if (logical?.kind !== 'decimal') break;
      const isWide = logical.scale >= type.scale && logical.precision - logical.scale >= type.precision - type.scale;
      return isWide ? null : 'has too few digits';
    }
    case 'enum':
    case 'string':
    case 'json':
      if (physical !== 'binary' || logical?.kind === 'decimal' || logical?.kind === 'bson') break;
      return null;
    case 'binary':
      if (logical === null || logical.kind === 'bson')
        return physical === 'binary' || physical === 'fixed_len_byte_array' ? null : OTHER;
      break;
    case 'boolean':
      if (physical === 'boolean') return null;
      break;
    case 'date':
    case 'time':
    case 'timestamp':
    case 'uuid':
      if (logical?.kind === type.kind) return null;
      break;
    case 'list':
    case 'struct':
      break;
  }
  return OTHER;
}

const OTHER = 'is for values of another type';

/** The greatest integer that a type holds. */
function highest(physical: string, logical: ParquetLogical | null): number {
  if (logical?.kind !== 'integer') return physical === 'int32' ? TWO_32 / 2 - 1 : Infinity;
  return 2 ** (logical.bits - (logical.isSigned ? 1 : 0)) - 1;
}

/** The recipe with what `$parquet` says. */
export function storedRecipe(recipe: Recipe, site: FieldSite, fields: Fields): Recipe | null {
  const { parquet } = site.field;
  if (parquet === undefined) {
    // What is looked up is stored as it is where it comes from, unless it has become another type.
    const isKept = recipe.parquet === undefined || parquetFault(recipe, recipe.parquet) === null;
    if (isKept) return recipe;
    const { parquet: _, ...others } = recipe;
    return others;
  }
  const fault = parquetFault(recipe, parquet);
  if (fault === null) return { ...recipe, parquet };
  const message = `$parquet: ${parquetText(parquet)} ${fault}; the values are of type ${recipe.type.kind}`;
  return fields.report(site, 'PARQUET_TYPE', message, 'Remove it, or choose the type that fits.');
}
