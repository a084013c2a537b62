import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { MANIFEST_FILE, manifestOf } from '../../artifacts/manifest.ts';
import type { Output } from '../../artifacts/output.ts';
import type { Program } from '../../engine/compile/program.ts';
import { type PartFormat, loadPartFormat, type SealedPart } from '../../formats/index.ts';
import { loadProgram } from '../../workers/programs/load-program.ts';
import { Failure } from '../failure.ts';
import { plural } from '../print/figures.ts';
import { onInterruption } from '../interruption.ts';
import type { Folder } from '../folders/folder.ts';
import { openFolder } from '../folders/open-folder.ts';
import { printSummary, type Summary } from '../print/print-summary.ts';
import { type Progress, showProgress } from '../print/progress.ts';
import { systemFailure } from '../system-failure.ts';
import { writeCompanions, writeFile } from '../files/write-companions.ts';
import { type Manifest, MANIFEST, readManifest, readRun, type Run, runFile } from './manifest.ts';
import { hexSum, piecePath } from './write-share.ts';

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
export async function joinShares(path: string, { out = path }: JoinOptions): Promise<void> {
  const folder = await openFolder(path);
  const shares = await sharesIn(folder, path);
  const pieces = piecesOf(shares);
  await refuseShort(folder, path, pieces.flat());
  const written = shares.run.split
    ? await list(folder, shares, pieces)
    : await joinFiles(folder, await openFolder(out), shares, pieces);
  printSummary(written, process.stdout);
}

async function sharesIn(folder: Folder, path: string): Promise<Shares> {
  const all: Manifest[] = [];
  for (const name of (await namesIn(folder, path)).filter((file) => MANIFEST.test(file))) {
    const manifest = readManifest(await read(folder, name));
    if (manifest === null) throw new Failure(2, `${folder.shown(name)} is damaged: run this part again`);
    all.push(manifest);
  }
  all.sort((a, b) => a.share - b.share);
  const [first] = all;
  if (first === undefined) {
    throw new Failure(
      2,
      `there is no part in ${path}: write some with rowmill generate MODEL --part k/n --out ${path}`,
    );
  }
  const others = all.filter(({ run }) => run !== first.run);
  if (others.length > 0) {
    throw new Failure(
      2,
      `the parts in ${path} are of different runs: ${named(others)} ${others.length === 1 ? 'differs' : 'differ'} from part ${first.share} in the model, its settings, the number of parts, the format or the version of rowmill: run them again with the same, in an empty folder`,
    );
  }
  const run = readRun(await read(folder, runFile(first.run)), first.run);
  if (run === null) throw new Failure(2, `${folder.shown(runFile(first.run))} is damaged: run any part again`);
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
async function refuseShort(folder: Folder, path: string, pieces: readonly Piece[]): Promise<void> {
  const wrong: string[] = [];
  for (const { path: name, bytes } of pieces) {
    const size = await sizeOf(folder, name);
    if (size === bytes) continue;
    wrong.push(size === null ? `${name} is missing` : `${name} has ${plural(size, 'byte')} instead of ${bytes}`);
  }
  if (wrong.length === 0) return;
  const more = wrong.length > MAX_NAMED ? ` and ${wrong.length - MAX_NAMED} more` : '';
  throw new Failure(
    1,
    `pieces in ${path} are not as they were written: ${wrong.slice(0, MAX_NAMED).join(', ')}${more}: run their parts again`,
  );
}

/** Lists the files of a run that is split in `manifest.json`. */
async function list(folder: Folder, { run }: Shares, pieces: readonly (readonly Piece[])[]): Promise<Summary> {
  const start = performance.now();
  const all = pieces.flat();
  for (const piece of all) await verify(folder, piece, () => undefined);
  const files = all.map(({ entity, path, rows, bytes, crc32: sum }) => ({ entity, path, rows, bytes, crc32: sum }));
  await writeFile(
    folder,
    MANIFEST_FILE,
    manifestOf({ format: run.format, rowmill: run.rowmill, engine: run.engine }, files),
  );
  const written = run.entities.map(({ file }, at) => {
    const rows = pieces[at].reduce((sum, piece) => sum + piece.rows, 0);
    const bytes = pieces[at].reduce((sum, piece) => sum + piece.bytes, 0);
    return { path: folder.shown(`${file.slice(0, file.lastIndexOf('.'))}/`), rows, bytes };
  });
  return { files: written, seconds: (performance.now() - start) / 1000 };
}

async function joinFiles(
  folder: Folder,
  out: Folder,
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
  const sizes = pieces.map((of) => of.reduce((sum, { bytes }) => sum + bytes, 0));
  out.prepare(sizes.reduce((sum, size) => sum + size, 0));
  const progress = await showProgress(pieces.flat().reduce((sum, { rows }) => sum + rows, 0));
  let output: Output | undefined;
  const restore = onInterruption(() => {
    void output?.abandon();
    progress.stop();
    process.stderr.write('interrupted\n');
  });
  try {
    const files: Summary['files'][number][] = [];
    for (const [at, { entity, file }] of run.entities.entries()) {
      const path = out.shown(file);
      try {
        output = out.open(file, sizes[at]);
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
    await writeCompanions(out, format.companions?.(tables, run.options) ?? []);
    progress.finish();
    return { files, seconds: progress.seconds() };
  } finally {
    await output?.abandon();
    progress.stop();
    restore();
  }
}

/** @returns the bytes of the file. */
async function joinFile(
  folder: Folder,
  output: Output,
  pieces: readonly Piece[],
  footer: Uint8Array,
  progress: Progress,
): Promise<number> {
  for (const piece of pieces) {
    await verify(folder, piece, (bytes) => output.write(bytes));
    progress.add(piece.rows);
    // Lets signals be heard.
    await setImmediate();
  }
  await output.write(footer);
  await output.finish();
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
async function verify(
  folder: Folder,
  { path, crc32: expected }: Piece,
  take: (bytes: Uint8Array) => void | Promise<void>,
): Promise<void> {
  let sum = 0;
  for await (const chunk of folder.read(path)) {
    sum = crc32(chunk, sum);
    await take(chunk);
  }
  if (hexSum(sum) !== expected) throw new Failure(1, `${folder.shown(path)} is damaged: run its part again`);
}

/** Parts as a message names them. */
function named(shares: readonly { readonly share: number }[], count = shares.length): string {
  const numbers = shares.slice(0, MAX_NAMED).map(({ share }) => share);
  const more = count > numbers.length ? ` and ${count - numbers.length} more` : '';
  return `${count === 1 ? 'part' : 'parts'} ${numbers.join(', ')}${more}`;
}

async function namesIn(folder: Folder, path: string): Promise<readonly string[]> {
  try {
    return await folder.names('part-');
  } catch (error) {
    throw systemFailure(error, 2, `cannot read the folder ${path}`);
  }
}

async function read(folder: Folder, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of folder.read(name)) chunks.push(chunk.slice());
  } catch (error) {
    throw systemFailure(error, 2, `cannot read ${folder.shown(name)}`);
  }
  return Buffer.concat(chunks).toString();
}

async function sizeOf(folder: Folder, name: string): Promise<number | null> {
  try {
    return await folder.size(name);
  } catch (error) {
    throw systemFailure(error, 1, `cannot read ${folder.shown(name)}`);
  }
}
