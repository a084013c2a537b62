import type { Catalogue, DraftTable } from './catalogue.ts';
import { readName, shown } from './ddl-parts.ts';
import type { Lines } from './lines.ts';
import type { Tokens } from './tokens.ts';

/** The table that is named next; a note where there is none, unless it is one of a view, or something is removed from it. */
export function tableNext(tokens: Tokens, catalogue: Catalogue, lines: Lines): DraftTable | undefined {
  const at = lines.at(tokens.offset);
  const name = readName(tokens);
  const table = name === null ? undefined : catalogue.find(name);
  if (table === undefined && (name === null || !catalogue.hasView(name)) && tokens.word() !== 'DROP') {
    const title = name === null ? tokens.text : `${name.schema === null ? '' : `${name.schema}.`}${name.name}`;
    catalogue.findings.skipped('TABLE_UNKNOWN', at, '', `The table \`${shown(title)}\` is not defined before.`);
  }
  return table;
}
