import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A piece of a page that a test knows: a fenced block, or a table between `<!-- name -->` and `<!-- /name -->`. */
export interface Block {
  /** `csv` of a fence with the info string `csv Order 5`; `table` for a table. */
  readonly language: string;
  /** The other words of the info string; the name of a table. */
  readonly words: readonly string[];
  /** Without the fences or comments; ends with a line break unless it is empty. */
  readonly text: string;
  /** Of the opening line, from 1. */
  readonly line: number;
  /** Offset of `text` in the page. */
  readonly start: number;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const FENCE = /^```(?<language>\S*)(?<words>[^\n]*)\n(?<text>[^]*?)^```$/gm;
const TABLE = /^<!-- (?<words>\w+) -->\n(?<text>[^]*?)^<!-- \/\k<words> -->$/gm;

/** A Markdown page of the project: its blocks in order, and a way to write their texts anew. */
export class Page {
  /** Relative to the project's folder. */
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly #changes: { block: Block; text: string }[] = [];

  constructor(name: string) {
    this.name = name;
    this.text = readFileSync(root + name, 'utf8');
    const found = [...this.text.matchAll(FENCE), ...this.text.matchAll(TABLE)];
    this.blocks = found.map((match) => blockOf(match, this.text)).sort((a, b) => a.start - b.start);
  }

  /** Notes a new text for a block; `save` writes it. */
  replace(block: Block, text: string): void {
    this.#changes.push({ block, text });
  }

  save(): void {
    let { text } = this;
    for (const { block, text: changed } of this.#changes.sort((a, b) => b.block.start - a.block.start)) {
      text = text.slice(0, block.start) + changed + text.slice(block.start + block.text.length);
    }
    if (text !== this.text) writeFileSync(root + this.name, text);
  }
}

function blockOf({ 0: whole, groups, index }: RegExpExecArray, page: string): Block {
  return {
    language: groups?.language ?? 'table',
    words: (groups?.words ?? '').split(/\s+/).filter((word) => word !== ''),
    text: groups?.text ?? '',
    line: page.slice(0, index).split('\n').length,
    start: index + whole.indexOf('\n') + 1,
  };
}

/** README.md, where there is one, and every page of docs/. */
export function pages(): Page[] {
  const files = [...readdirSync(root), ...readdirSync(`${root}docs`).map((name) => `docs/${name}`)];
  return files.filter((name) => /^(README|docs\/.*)\.md$/.test(name)).map((name) => new Page(name));
}
