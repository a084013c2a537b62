import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { artifactStream } from '../../src/artifacts/artifact-stream.ts';
import type { WholeObjects } from '../../src/artifacts/store.ts';
import { sweepPieces } from '../../src/tasks/sweep.ts';
import { ENGINE_VERSION } from '../../src/engine/version.ts';
import { openPGlite } from '../database/databases.ts';
import { ended, Room, value } from './room.ts';

let room: Room;
/** What a bucket does, with the files of the room's store. */
const wholes: WholeObjects = {
  async compose(key, { pieces, bytes }) {
    const writer = room.store.writer(key);
    const chunks: AsyncIterable<Uint8Array> = artifactStream(room.store, pieces, 0, bytes);
    for await (const chunk of chunks) writer.write(chunk);
    await writer.finish();
  },
  url: async (key, seconds, { name }) => `https://bucket/${key}?name=${name}&seconds=${seconds}`,
};
beforeAll(async () => {
  room = await Room.open(openPGlite());
  Object.assign(room.store, { wholes });
});
afterAll(async () => await room.close());

test.each([false, true])(
  'a file is one object, with a URL of its own, and is downloaded from it; divided: %s',
  async (divided) => {
    const node = randomUUID();
    await room.sql(
      `insert into node (id, name, session, version, engine_version, role, threads, running, last_seen_at)
     values ($1, 'here', $1, '1', $2, 'both', 2, 0, now() + interval '1 hour')`,
      [node, ENGINE_VERSION],
    );
    room.isShared = divided;
    const tasks = await room.tasks({}, room.host, node);
    const { id } = value(await tasks.start(room.call(), room.input({ format: 'csv' })));
    const task = await ended(tasks, id);
    expect(task).toMatchObject({ status: 'COMPLETED', expired: false, attempt: 1 });
    const artifacts = (await tasks.artifacts(room.database.fork(), [id])).get(id) ?? [];
    const order = artifacts.find(({ entity }) => entity === 'Order')!;
    expect(await tasks.directUrl(task, order)).toMatch(
      new RegExp(`^https://bucket/${id}/whole-${order.position}\\?name=Order.csv&seconds=(5\\d|60)$`),
    );
    expect(await tasks.directUrl({ ...task, expired: true }, order)).toBeNull();
    // The pieces may go: what is downloaded is the object.
    for await (const key of room.store.pieces(id, 0)) if (!key.includes('whole')) await room.store.removePiece(key);
    const file = (await tasks.download(id))?.files.find(({ name }) => name === 'Order.csv');
    expect(file?.pieces).toHaveLength(1);
    const bytes = await buffer(artifactStream(room.store, file!.pieces, 0, file!.bytes));
    expect(bytes.toString().trimEnd().split('\n')).toHaveLength(251);
    await tasks.stop();
  },
);

test('a sweep keeps the objects, and removes the pieces that they were made of', async () => {
  room.isShared = false;
  const tasks = await room.tasks();
  const { id } = value(await tasks.start(room.call(), room.input({ format: 'csv' })));
  await ended(tasks, id);
  const pieces = room.store.pieces.bind(room.store);
  // As a day later.
  room.store.pieces = (task) => pieces(task, 0);
  await sweepPieces(room.database, room.store, room.logger);
  const left: string[] = [];
  for await (const key of pieces(id, 0)) left.push(key);
  expect(left.toSorted()).toEqual([0, 1, 2, 3].map((file) => `${id}/whole-${file}`));
});
