const REPAIRS: ReadonlyMap<string, string> = new Map([
  ['Al-`Ula', 'Al-‘Ula'],
  ['Baden-Wurttemberg', 'Baden-Württemberg'],
  ['Basilicate', 'Basilicata'],
  ['Castille and León', 'Castile and León'],
  ['Castille-La Mancha', 'Castilla-La Mancha'],
  ['Federation of B&H', 'Federation of Bosnia and Herzegovina'],
  ["Leningradskaya Oblast'", 'Leningrad Oblast'],
  ['State of Berlin', 'Berlin'],
  ['Бережани', 'Berezhany'],
  ['Зуунмод', 'Zuunmod'],
]);

/** `Bursa Province`, yet not `Northern Province`: a direction alone is no name. */
const KIND =
  /^(?!(?:North|South|East|West|Central|Cent)[a-z-]*(?: (?:East|West|Central)[a-z]*)? \w+$)(.+) (?:Province|Division|Voivodeship|Governorate)$/;

/**
 * A geographical name as an address shows it: NFC, single spaces, without remarks in parentheses or behind a comma,
 * without the second of two languages (`Biel/Bienne`) and without the census's `City of … (balance)`.
 */
export function cleanName(name: string): string {
  return (REPAIRS.get(name) ?? name)
    .normalize('NFC')
    .replace(/^City of (?=.*\(balance\))/, '')
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[,/].*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The same for a state: also without the kind of division, which the sources add here and there. */
export function cleanState(name: string): string {
  return cleanName(name).replace(KIND, '$1');
}
