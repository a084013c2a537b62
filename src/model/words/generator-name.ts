/** Snake case, as generators are called: letters small, blanks and hyphens as `_`. */
export function generatorName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}
