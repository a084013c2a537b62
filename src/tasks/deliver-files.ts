import { manifestOf } from '../artifacts/manifest.ts';
import type { ArtifactStore } from '../artifacts/store.ts';
import { deliver, type Delivery, socketsFor } from '../buckets/index.ts';
import type { Task, TaskDestination } from '../entities/task.ts';
import { loadFormat } from '../formats/index.ts';
import { TargetFailure, type TargetPolicy } from '../targets/index.ts';
import { version } from '../version.ts';
import { newArtifact } from './new-artifact.ts';
import { partKey, type StoredPart } from './stored-parts.ts';

/** Attempts at each call, while others wait. */
const FEW = 2;

interface DeliverDeps {
  readonly store: ArtifactStore;
  readonly targets: TargetPolicy;
}

/**
 * Writes the files of a task, all of whose parts are stored, to its destination, and the manifest last. It may be done again, and by
 * anybody: the bytes are the same, and a file that is there already is not written again. Throws a TargetFailure, the error of the
 * store, or the reason of the signal.
 * @param partsOf the parts of a file of the plan, in order.
 */
export async function deliverFiles(
  task: Task,
  destination: TaskDestination,
  partsOf: (file: number) => readonly StoredPart[],
  deps: DeliverDeps,
  signal: AbortSignal,
): Promise<void> {
  const { mediaType } = await loadFormat(task.format);
  const files = task.plan.files.map((_, at) => fileOf(task, at, partsOf(at), mediaType));
  const manifest = manifestOf(
    { format: task.format, rowmill: version(), engine: task.engineVersion, seed: task.seed },
    files.map(({ name, entity, rows, bytes, digest }) => ({ entity, path: name, rows, bytes, crc32: digest })),
  );
  await write(task, destination, { files, manifest }, deps, { signal });
}

/** The same of one file, without the manifest, and without patience. @param parts of the file, in order. */
export async function deliverFile(
  task: Task,
  destination: TaskDestination,
  file: number,
  parts: readonly StoredPart[],
  deps: DeliverDeps,
  signal: AbortSignal,
): Promise<void> {
  const { mediaType } = await loadFormat(task.format);
  const files = [fileOf(task, file, parts, mediaType)];
  await write(task, destination, { files, manifest: null }, deps, { signal, attempts: FEW });
}

function fileOf(task: Task, at: number, parts: readonly StoredPart[], mediaType: string) {
  const file = task.plan.files[at];
  const { entity, rows, bytes, crc32, contentType } = newArtifact(file, at, parts, mediaType);
  const pieces = parts.map((part) => ({ key: partKey(task.id, part), bytes: part.bytes }));
  return { name: file.name, entity, rows, bytes, digest: crc32, contentType, pieces };
}

async function write(
  task: Task,
  destination: TaskDestination,
  what: Pick<Delivery, 'files' | 'manifest'>,
  { store, targets }: DeliverDeps,
  how: { readonly signal: AbortSignal; readonly attempts?: number },
): Promise<void> {
  const { vault, networks } = targets;
  if (vault === null)
    throw new TargetFailure('PASSWORD_UNREADABLE', 'stored passwords cannot be read without ROWMILL_SECRET_KEY');
  const place = { ...destination, secretAccessKey: vault.open(destination.secretAccessKey, task.id) };
  await deliver(place, { store, task: task.id, ...what }, { makeSocket: socketsFor(place, networks), ...how });
}
