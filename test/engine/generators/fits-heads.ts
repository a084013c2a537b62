import { MASK_SYMBOLS } from '../../../src/engine/data/places.ts';

/** Whether a postcode begins as one of the heads of its region says, or has the form of its country where there are none. */
export function fitsHeads(postcode: string, heads: string, mask: string): boolean {
  if (heads === '') return fitsMask(postcode, mask);
  return heads.split(' ').some((head) => {
    const [, before = '', low = '', high = low, after = ''] = /^([A-Z]*)(\d+)(?:-(\d+))?([A-Z]*)$/.exec(head) ?? [];
    const end = before.length + low.length;
    const number = Number(postcode.slice(before.length, end));
    const isInside = number >= Number(low) && number <= Number(high);
    const isPlain = before + after === '';
    const rest = postcode.slice(end + after.length);
    const restMask = isPlain ? mask.slice(low.length) : mask.slice(mask.indexOf(' '));
    return postcode.startsWith(before) && isInside && postcode.startsWith(after, end) && fitsMask(rest, restMask);
  });
}

export function fitsMask(text: string, mask: string): boolean {
  const symbols = new Map(Object.entries(MASK_SYMBOLS));
  const options = Array.from(mask, (character) => symbols.get(character) ?? character);
  return text.length === mask.length && options.every((option, i) => option.includes(text[i]));
}
