import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
// In a project of your own: import { RowmillClient, type Task } from 'rowmill/client';
import { RowmillClient, type Task } from '../src/client/index.ts';
import { drawProgress } from './draw-progress.ts';

/*
 * node examples/client.ts MODEL.yaml [FOLDER]
 *
 * Puts a model into a project of its name, generates all of it as csv, shows how far it is, and downloads the files into the
 * folder (default: out). The gateway's address is in GATEWAY_URL (default: http://localhost:4000), the key in GATEWAY_KEY.
 * A restart of the gateway on the way does no harm.
 */

const [model, folder = 'out'] = process.argv.slice(2);
const { GATEWAY_URL = 'http://localhost:4000', GATEWAY_KEY } = process.env;
if (model === undefined || GATEWAY_KEY === undefined) {
  console.error('usage: GATEWAY_KEY=rm_… node examples/client.ts MODEL.yaml [FOLDER]');
  process.exit(2);
}

const rowmill = new RowmillClient({ url: GATEWAY_URL, key: GATEWAY_KEY });
const name = basename(model, extname(model));
const project = await rowmill.putModel({ group: 'examples', name, model: readFileSync(model, 'utf8') });
let task: Task = await rowmill.start({ project: project.id, format: 'CSV' });
const progress = drawProgress();
for await (task of rowmill.watch(task.id)) progress.show(task);
progress.end();
if (task.status !== 'COMPLETED') throw new Error(task.error?.message ?? `the task is ${task.status}`);
for (const path of await rowmill.download(task, folder)) console.log(path);
