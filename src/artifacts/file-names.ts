/** Bytes of a name in UTF-8, without its number and extension: file systems take 255, of which a file on its way needs some. */
const MAX_BYTES = 200;

/** What Windows, a path or a zip cannot hold, and what turns the direction in which a name is shown. */
const FORBIDDEN = /[/\\:*?"<>|\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Names of devices in Windows, whatever follows the first dot. */
const DEVICE = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)(?= *(?:\.|$))/iu;

/**
 * A file name for each entity: its own name in any script. What some file system or a zip cannot hold is replaced by `_`; a number
 * follows where two names would be the same to a file system that ignores case or Unicode's normal forms.
 * @param extension without the dot.
 * @param reserved names of other files in the folder.
 */
export function fileNames(
  entities: readonly string[],
  extension: string,
  reserved: readonly string[] = [],
): ReadonlyMap<string, string> {
  const taken = new Set(reserved.map(folded));
  const names = new Map<string, string>();
  for (const entity of entities) {
    const safe = safeName(entity);
    let name = `${safe}.${extension}`;
    for (let n = 2; taken.has(folded(name)); n++) name = `${safe}_${n}.${extension}`;
    taken.add(folded(name));
    names.set(entity, name);
  }
  return names;
}

function safeName(entity: string): string {
  const name = entity
    .normalize('NFC')
    .replaceAll(FORBIDDEN, '_')
    .replaceAll(/^[. ]+|[. ]+$/g, '_')
    .replace(DEVICE, '$1_');
  return cut(name);
}

/** As much of a name as there is room for, in whole characters. */
function cut(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  let kept = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter('en').segment(name)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > MAX_BYTES) break;
    kept += segment;
  }
  return kept.replace(/[. ]+$/, '_');
}

/** The same for names that some file system does not tell apart. */
function folded(name: string): string {
  return name.normalize('NFKD').toUpperCase().normalize('NFKD');
}
