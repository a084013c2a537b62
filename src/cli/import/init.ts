import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Failure } from '../failure.ts';
import { findingLines, countsLine } from './import-schema.ts';
import { printable } from '../print/printable.ts';
import { ADDRESS, readSchema } from './read-schema.ts';
import { STARTERS } from './starters.ts';
import { systemFailure } from '../system-failure.ts';

/** Asks a person. */
export interface Dialogue {
  /** The answer without blanks around it; null if there will be none. */
  ask(question: string): Promise<string | null>;
  say(text: string): void;
}

/** A model that may be written, and the name of its file without its ending. */
interface Made {
  readonly model: string;
  readonly name: string;
}

/** Findings that are shown; `rowmill import` prints more of them. */
const MAX_SHOWN = 20;

/** Asks on the terminal where the schema is, and writes a model. Where there is no terminal, it says what to run instead. */
export async function initInTerminal(): Promise<void> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new Failure(
      2,
      'rowmill init asks questions, which takes a terminal. Run `rowmill import SCHEMA --out model.yaml` instead, where SCHEMA is a file or the address of a database',
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // As Ctrl-C does anywhere else: nothing is written before the end.
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const closed = new Promise<null>((resolve) => terminal.once('close', () => resolve(null)));
  try {
    await init({
      ask: async (question) => (await Promise.race([terminal.question(question), closed]))?.trim() ?? null,
      say: (text) => void process.stdout.write(`${text}\n`),
    });
  } finally {
    terminal.close();
  }
}

/** Asks where the schema is, and writes a model of it, or one of the examples, into a file that does not exist yet. */
export async function init(dialogue: Dialogue): Promise<void> {
  dialogue.say('This writes a model, from which rowmill generates rows.\n');
  const made = await fromSchema(dialogue);
  const path = await written(made, dialogue);
  dialogue.say(
    [
      `Wrote ${path}. Next:`,
      `  rowmill check ${path}      problems, and where the values of each field come from`,
      `  rowmill preview ${path}    the first rows`,
      `  rowmill generate ${path}   all rows, as csv files in ./out`,
    ].join('\n'),
  );
}

async function fromSchema(dialogue: Dialogue): Promise<Made> {
  dialogue.say(
    'Where is your schema? The path of a file, or the address of a database: postgres://user@host/database, mysql://… or sqlite:PATH',
  );
  for (;;) {
    const source = await asked(dialogue, 'Schema (leave it empty for an example): ');
    if (source === '') return await fromExample(dialogue);
    const isDatabase = ADDRESS.test(source);
    const hints =
      isDatabase &&
      /^y/i.test(await asked(dialogue, 'Look at its rows for numbers of rows, shares of nulls and ranges? [y/N] '));
    try {
      const { model, report, title } = await readSchema(source, hints ? { hints } : {});
      for (const line of findingLines(title, report, MAX_SHOWN)) dialogue.say(line);
      if (model === '') dialogue.say(`There is no table in ${title}.`);
      else {
        dialogue.say(countsLine(report));
        return { model, name: isDatabase ? databaseName(source) : stem(source) };
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      dialogue.say(`${error.message}.`);
    }
  }
}

async function fromExample(dialogue: Dialogue): Promise<Made> {
  for (const { name, summary } of STARTERS) dialogue.say(`  ${name.padEnd(8)} ${summary}`);
  for (;;) {
    const name = (await asked(dialogue, `Example [${STARTERS[0].name}]: `)) || STARTERS[0].name;
    const starter = STARTERS.find((one) => one.name === name.toLowerCase());
    if (starter !== undefined) return starter;
    dialogue.say(`There is no example ${JSON.stringify(name)}.`);
  }
}

/** Writes the model; its path. */
async function written({ model, name }: Made, dialogue: Dialogue): Promise<string> {
  for (;;) {
    const usual = `${name}.yaml`;
    const path = (await asked(dialogue, `File for the model [${usual}]: `)) || usual;
    try {
      writeFileSync(path, model, { flag: 'wx' });
      return printable(path);
    } catch (error) {
      const failure = systemFailure(error, 1, `cannot write ${path}`);
      if (!(failure instanceof Failure)) throw failure;
      dialogue.say(`${failure.message}.`);
    }
  }
}

async function asked(dialogue: Dialogue, question: string): Promise<string> {
  const answer = await dialogue.ask(question);
  if (answer === null) throw new Failure(1, 'there was no answer: nothing is written');
  return answer;
}

/** The name of the database in an address, as a name of a file. */
function databaseName(address: string): string {
  return stem(URL.parse(address)?.pathname ?? '');
}

/** A name for the file of a model. */
function stem(path: string): string {
  return (
    basename(path)
      .replace(/\..*$/, '')
      .replaceAll(/[^\w-]+/g, '_') || 'model'
  );
}
