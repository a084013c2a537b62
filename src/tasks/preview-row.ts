/**
 * A row of a preview. A whole number that no double holds, such as 2^60 + 1, stays the text it came as: JSON of JavaScript
 * would change its digits.
 */
export function previewRow(text: string): object {
  const row: object = JSON.parse(text, (_name, value: unknown, { source }: { readonly source?: string } = {}) =>
    typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER && source !== undefined ? source : value,
  );
  return row;
}
