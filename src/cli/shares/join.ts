import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { OutputFile } from '../../artifacts/output-file.ts';
import type { Program } from '../../engine/compile/program.ts';
import { type PartFormat, loadPartFormat, type SealedPart } from '../../formats/index.ts';
import { loadProgram } from '../../workers/programs/load-program.ts';
import { Failure } from '../failure.ts';
import { plural } from '../figures.ts';
import { onInterruption } from '../interruption.ts';
import { makeFolder } from '../make-folder.ts';
import { printSummary, type Summary } from '../print-summary.ts';
import { type Progress, showProgress } from '../progress.ts';
import { isSystemError, systemFailure } from '../system-failure.ts';
import { writeCompanions } from '../write-companions.ts';
import { type Manifest, MANIFEST, readManifest, readRun, type Run, runFile, writeJson } from './manifest.ts';
import { chunksOf, hexSum, piecePath } from './write-share.ts';

export interface JoinOptions {
  /** The folder for the files; that of the shares by default. */
  readonly out?: string;
}

/** Shares that are named where many are missing. */
const MAX_NAMED = 10;

/** The shares of one run, which are all there. */
interface Shares {
  readonly run: Run;
  /** In the order of the shares. */
  readonly manifests: readonly Manifest[];
}

type Piece = Manifest['files'][number];

/**
 * Makes the files of a run from the shares in a folder, without generating a row; or lists the files of a run that is split. A share
 * that is missing, damaged or of another run is a failure, before anything is written where a look at the folder shows it.
 */
export async function joinShares(folder: string, { out = folder }: JoinOptions): Promise<void> {
  const shares = sharesIn(folder);
  const pieces = piecesOf(shares);
  refuseShort(folder, pieces.flat());
  const written = shares.run.split ? list(folder, shares, pieces) : await joinFiles(folder, out, shares, pieces);
  printSummary(written, process.stdout);
}

function sharesIn(folder: string): Shares {
  const all = namesIn(folder)
    .filter((name) => MANIFEST.test(name))
    .map((name) => {
      const manifest = readManifest(read(folder, name));
      if (manifest === null) throw new Failure(2, `${join(folder, name)} is damaged: run this part again`);
      return manifest;
    })
    .toSorted((a, b) => a.share - b.share);
  const [first] = all;
  if (first === undefined) {
    throw new Failure(
      2,
      `there is no part in ${folder}: write some with rowmill generate MODEL --part k/n --out ${folder}`,
    );
  }
  const others = all.filter(({ run }) => run !== first.run);
  if (others.length > 0) {
    throw new Failure(
      2,
      `the parts in ${folder} are of different runs: ${named(others)} ${others.length === 1 ? 'differs' : 'differ'} from part ${first.share} in the model, its settings, the number of parts, the format or the version of rowmill: run them again with the same, in an empty folder`,
    );
  }
  const run = readRun(read(folder, runFile(first.run)), first.run);
  if (run === null) throw new Failure(2, `${join(folder, runFile(first.run))} is damaged: run any part again`);
  const found = new Map(all.map((manifest) => [manifest.share, manifest]));
  const missing: { share: number }[] = [];
  for (let share = 1; share <= run.shares && missing.length <= MAX_NAMED; share++)
    if (!found.has(share)) missing.push({ share });
  if (missing.length > 0) {
    const count = run.shares - found.size;
    throw new Failure(
      1,
      `${named(missing, count)} of ${run.shares} ${count === 1 ? 'is' : 'are'} not there: run ${count === 1 ? 'it' : 'them'} first`,
    );
  }
  return { run, manifests: all };
}

/** The pieces of each file of a run, in order; none that a share does not write itself is ever read. */
function piecesOf({ run, manifests }: Shares): readonly (readonly Piece[])[] {
  const byEntity = new Map(run.entities.map(({ entity, file }) => [entity, { file, pieces: [] as Piece[] }]));
  for (const { share, of, files } of manifests) {
    for (const piece of files) {
      const entity = byEntity.get(piece.entity);
      const previous = entity?.pieces.at(-1);
      const first = previous === undefined ? 0 : previous.first + previous.rows;
      const isOwn = entity !== undefined && piece.path === piecePath(entity.file, { number: share, of }, run.split);
      if (!isOwn || piece.first !== first)
        throw new Failure(2, `the manifest of part ${share} is damaged: run it again`);
      entity.pieces.push(piece);
    }
  }
  return [...byEntity.values()].map(({ pieces }) => pieces);
}

/** A failure that names all pieces which are not there, or not as long as they were. */
function refuseShort(folder: string, pieces: readonly Piece[]): void {
  const wrong = pieces.flatMap(({ path, bytes }) => {
    const size = sizeOf(join(folder, path));
    if (size === bytes) return [];
    return [size === null ? `${path} is missing` : `${path} has ${plural(size, 'byte')} instead of ${bytes}`];
  });
  if (wrong.length === 0) return;
  const more = wrong.length > MAX_NAMED ? ` and ${wrong.length - MAX_NAMED} more` : '';
  throw new Failure(
    1,
    `pieces in ${folder} are not as they were written: ${wrong.slice(0, MAX_NAMED).join(', ')}${more}: run their parts again`,
  );
}

/** Lists the files of a run that is split in `manifest.json`. */
function list(folder: string, { run }: Shares, pieces: readonly (readonly Piece[])[]): Summary {
  const start = performance.now();
  const all = pieces.flat();
  for (const piece of all) verify(folder, piece, () => undefined);
  const files = all.map(({ entity, path, rows, bytes, crc32: sum }) => ({ entity, path, rows, bytes, crc32: sum }));
  writeJson(folder, 'manifest.json', { format: run.format, rowmill: run.rowmill, files });
  const written = run.entities.map(({ file }, at) => {
    const rows = pieces[at].reduce((sum, piece) => sum + piece.rows, 0);
    const bytes = pieces[at].reduce((sum, piece) => sum + piece.bytes, 0);
    return { path: join(folder, file.slice(0, file.lastIndexOf('.')), ''), rows, bytes };
  });
  return { files: written, seconds: (performance.now() - start) / 1000 };
}

async function joinFiles(
  folder: string,
  out: string,
  { run }: Shares,
  pieces: readonly (readonly Piece[])[],
): Promise<Summary> {
  const format = await loadPartFormat(run.format);
  const { program } = loadProgram(run.model, format.nested);
  if (program === null)
    throw new Failure(
      2,
      'the model of the parts has errors in this version of rowmill: join them with the version that wrote them',
    );
  makeFolder(out);
  const progress = await showProgress(pieces.flat().reduce((sum, { rows }) => sum + rows, 0));
  let output: OutputFile | undefined;
  const restore = onInterruption(() => {
    output?.abandon();
    progress.stop();
    process.stderr.write('interrupted\n');
  });
  try {
    const files: Summary['files'][number][] = [];
    for (const [at, { entity, file }] of run.entities.entries()) {
      const path = join(out, file);
      try {
        output = new OutputFile(path);
        const bytes = await joinFile(
          folder,
          output,
          pieces[at],
          footerOf(run, format, program, entity, pieces[at]),
          progress,
        );
        files.push({ path, rows: pieces[at].reduce((sum, { rows }) => sum + rows, 0), bytes });
      } catch (error) {
        throw systemFailure(error, 1, `cannot write ${path}`);
      }
    }
    const tables = program.entities.flatMap(({ name, table }) => {
      const file = run.entities.find(({ entity }) => entity === name)?.file;
      return file === undefined ? [] : [{ table, file }];
    });
    writeCompanions(out, format.companions?.(tables, run.options) ?? []);
    progress.finish();
    return { files, seconds: progress.seconds() };
  } finally {
    output?.abandon();
    progress.stop();
    restore();
  }
}

/** @returns the bytes of the file. */
async function joinFile(
  folder: string,
  output: OutputFile,
  pieces: readonly Piece[],
  footer: Uint8Array,
  progress: Progress,
): Promise<number> {
  for (const piece of pieces) {
    verify(folder, piece, (bytes) => output.write(bytes));
    progress.add(piece.rows);
    // Lets signals be heard.
    await setImmediate();
  }
  output.write(footer);
  output.finish();
  return pieces.reduce((sum, { bytes }) => sum + bytes, footer.length);
}

/** What the pieces of a file cannot have, as it says something of all of them. */
function footerOf(
  { options }: Run,
  format: PartFormat,
  program: Program,
  name: string,
  pieces: readonly Piece[],
): Uint8Array {
  const table = program.entities.find((entity) => entity.name === name)?.table;
  if (table === undefined) throw new Error('a run has an entity that its model does not have');
  const { footer } = format.frame(table, options);
  if (typeof footer !== 'function') return new Uint8Array(0);
  return footer(
    pieces.flatMap(({ parts }) =>
      parts.map((part): SealedPart => ({ ...part, seal: Buffer.from(part.seal, 'base64') })),
    ),
  );
}

/** Reads a piece through. A failure where its bytes are not those that were written. */
function verify(folder: string, { path, crc32: expected }: Piece, take: (bytes: Uint8Array) => void): void {
  let sum = 0;
  for (const chunk of chunksOf(join(folder, path))) {
    sum = crc32(chunk, sum);
    take(chunk);
  }
  if (hexSum(sum) !== expected) throw new Failure(1, `${join(folder, path)} is damaged: run its part again`);
}

/** Parts as a message names them. */
function named(shares: readonly { readonly share: number }[], count = shares.length): string {
  const numbers = shares.slice(0, MAX_NAMED).map(({ share }) => share);
  const more = count > numbers.length ? ` and ${count - numbers.length} more` : '';
  return `${count === 1 ? 'part' : 'parts'} ${numbers.join(', ')}${more}`;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw systemFailure(error, 2, `cannot read the folder ${folder}`);
  }
}

function read(folder: string, name: string): string {
  const path = join(folder, basename(name));
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw systemFailure(error, 2, `cannot read ${path}`);
  }
}

/** Null where there is no file. */
function sizeOf(path: string): number | null {
  try {
    return statSync(path).size;
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return null;
    throw systemFailure(error, 1, `cannot read ${path}`);
  }
}
