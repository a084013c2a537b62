import type { Inference } from '../../model/index.ts';
import type { Letters } from '../schema.ts';

/** Generators that make characters beyond ASCII in the locale `en`: whether some are beyond ISO 8859-1, too. A test looks at their texts. */
export const BEYOND_ASCII: Readonly<Record<string, { readonly isBeyondLatin1: boolean }>> = {
  address: { isBeyondLatin1: true },
  airport: { isBeyondLatin1: true },
  album: { isBeyondLatin1: true },
  book_author: { isBeyondLatin1: false },
  car_make: { isBeyondLatin1: true },
  car_model: { isBeyondLatin1: false },
  city: { isBeyondLatin1: true },
  country: { isBeyondLatin1: false },
  cuisine: { isBeyondLatin1: false },
  currency_name: { isBeyondLatin1: false },
  currency_symbol: { isBeyondLatin1: true },
  dish: { isBeyondLatin1: false },
  dog_breed: { isBeyondLatin1: true },
  middle_name: { isBeyondLatin1: false },
  music_artist: { isBeyondLatin1: false },
  music_genre: { isBeyondLatin1: true },
  state: { isBeyondLatin1: true },
};

/** Whether all texts of an inference have only such characters. */
export function isSpelled(inference: Inference, letters: Letters | undefined): boolean {
  if (letters === undefined) return true;
  const isOfGenerator = (name: string): boolean => {
    if (!Object.hasOwn(BEYOND_ASCII, name)) return true;
    return letters === 'latin1' && !BEYOND_ASCII[name].isBeyondLatin1;
  };
  if (inference.kind === 'generator') return isOfGenerator(inference.name);
  if (inference.kind === 'template')
    return inference.parts.every((part) => 'text' in part || isOfGenerator(part.generator));
  return true;
}
