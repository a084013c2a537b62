/** The longest short title of a diagnosis or procedure. */
const MAX_SHORT = 60;

/** Words that short titles abbreviate, in the way of those that the Centers for Medicare & Medicaid Services publish. */
const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/Via Natural or Artificial Opening Endoscopic/, 'Endo'],
  [/Via Natural or Artificial Opening/, 'Via Opening'],
  [/Percutaneous Endoscopic Approach/, 'Perc Endo Approach'],
  [/\bunspecified\b/gi, 'unsp'],
  [/\bwithout\b/gi, 'w/o'],
  [/\bwith\b/gi, 'w'],
  [/\bencounter\b/gi, 'encntr'],
  [/\bmalignant neoplasm\b/gi, 'malig neoplasm'],
  [/\bpercutaneous\b/gi, 'Perc'],
  [/\bdiagnostic\b/gi, 'Diagn'],
  [/\bmyocardial infarction\b/gi, 'mycrdl infrc'],
  [/\bperforation or abscess\b/gi, 'perf or abscess'],
  [/\bchronic kidney disease\b/gi, 'chr kidney dis'],
  [/\bexamination\b/gi, 'exam'],
  [/\babnormal findings\b/gi, 'abn findings'],
  [/\bfracture\b/gi, 'fx'],
  [/\binitial encntr\b/gi, 'init'],
  [/\bSynthetic Substitute\b/, 'Synth Sub'],
  [/\bIntraluminal Device\b/, 'Intralum Dev'],
  [/\bDrug-eluting\b/, 'Drug-elut'],
  [/\bFixation Device\b/, 'Fix Dev'],
  [/\bSubcutaneous Tissue and Fascia\b/, 'Subcu/Fascia'],
  [/\bProducts of Conception\b/, 'POC'],
  [/\bPeripheral Vein\b/, 'Periph Vein'],
];

/** Titles of at most 60 characters: long ones are abbreviated, and cut after a word where that is not enough. */
export function shortTitles(titles: readonly string[]): string[] {
  return titles.map((title) => (title.length <= MAX_SHORT ? title : abbreviated(title)));
}

function abbreviated(title: string): string {
  let text = title;
  for (const [word, short] of ABBREVIATIONS) {
    if (text.length > MAX_SHORT) text = text.replace(word, short);
  }
  const cut = text.length <= MAX_SHORT ? text : text.slice(0, text.lastIndexOf(' ', MAX_SHORT)).replace(/,$/, '');
  return cut.slice(0, 1).toUpperCase() + cut.slice(1);
}

/** Labelers of made-up codes count from here; real ones begin below. */
const FIRST_LABELER = 90_001;

/** The first two parts of the National Drug Code of each drug: one labeler a company, and a number of the product. */
export function drugCodes(companies: readonly string[]): string[] {
  const labelers = [...new Set(companies)].toSorted();
  return companies.map((company, i) => `${FIRST_LABELER + 97 * labelers.indexOf(company)}-${1001 + 37 * i}`);
}
