import { mkdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { download, generate, putProject } from './generate.ts';
import { GatewayClient } from './gateway-client.ts';
import { drawProgress } from './draw-progress.ts';

/*
 * node examples/client.ts MODEL.yaml [FOLDER]
 *
 * Puts a model into a project of its name, generates all of it as csv, shows how far it is, and downloads the files into the
 * folder (default: out). The gateway's address is in GATEWAY_URL (default: http://localhost:4000), the key in GATEWAY_KEY.
 */

const [model, folder = 'out'] = process.argv.slice(2);
const { GATEWAY_URL = 'http://localhost:4000', GATEWAY_KEY } = process.env;
if (model === undefined || GATEWAY_KEY === undefined) {
  console.error('usage: GATEWAY_KEY=rm_… node examples/client.ts MODEL.yaml [FOLDER]');
  process.exit(2);
}

const client = new GatewayClient(GATEWAY_URL, GATEWAY_KEY);
const name = basename(model, extname(model));
const project = await putProject(client, 'examples', name, readFileSync(model, 'utf8'));
const progress = drawProgress();
const task = await generate(client, { project, format: 'CSV' }, progress.show);
progress.end();
mkdirSync(folder, { recursive: true });
for (const path of await download(task, folder)) console.log(path);
