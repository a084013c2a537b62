import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import type { S3Address } from '../../../src/artifacts/s3/address.ts';

type Outcome = number | 'break' | null;
/** What a proxy before the service does with a call, now or later: it answers with this status, breaks the connection, or lets it pass. */
export type Fault = (call: IncomingMessage) => Outcome | Promise<Outcome>;

/** A service of its own, whose calls can be made to fail. */
export interface S3Server {
  /** Of a bucket that nobody else has. */
  bucket(prefix?: string): S3Address;
  /** What happens to calls from now on. */
  fault: Fault;
  close(): Promise<void>;
}

let buckets = 0;

interface Service {
  readonly address: URL;
  createBucket(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** The address of a service to test with instead of one from npm, where somebody set it: see test/cluster/ceph.sh. */
const { ROWMILL_TEST_S3: REAL } = process.env;

async function startFaux(): Promise<Service> {
  const service = await startFauxqs({ port: 0, logger: false });
  return {
    address: new URL(`http://127.0.0.1:${service.port}`),
    createBucket: async (name) => void (await Promise.resolve(service.createBucket(name))),
    stop: async () => await service.stop(),
  };
}

function useReal(endpoint: string): Service {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'canary' };
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  return {
    address: new URL(endpoint),
    createBucket: async (name) => void (await client.send(new CreateBucketCommand({ Bucket: name }))),
    stop: async () => await Promise.resolve(client.destroy()),
  };
}

/** @param host where it listens, an address of this machine. */
export async function startS3(host = '127.0.0.1'): Promise<S3Server> {
  const service = REAL === undefined ? await startFaux() : useReal(REAL);
  const server: { fault: Fault } = { fault: () => null };
  let created: Promise<unknown> = Promise.resolve();
  const serve = async (call: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const fault = await server.fault(call);
    if (fault === 'break') {
      call.socket.destroy();
      return;
    }
    if (fault !== null) {
      call.resume();
      answer.writeHead(fault, { 'content-type': 'application/xml' });
      answer.end(`<Error><Code>${fault === 503 ? 'SlowDown' : 'AccessDenied'}</Code></Error>`);
      return;
    }
    const { method, url, headers } = call;
    const { hostname, port } = service.address;
    const onward = request({ hostname, port, method, path: url, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 500, reply.headers);
      pipeline(reply, answer).catch(() => answer.destroy());
    });
    onward.on('error', () => answer.destroy());
    try {
      await created;
      await pipeline(call, onward);
    } catch {
      onward.destroy();
    }
  };
  const proxy = createServer((call, answer) => void serve(call, answer));
  proxy.listen(0, host);
  await once(proxy, 'listening');
  const endpoint = `http://${host}:${portOf(proxy)}`;
  return Object.assign(server, {
    bucket(prefix = 'rowmill/') {
      const name = `bucket-${process.pid}-${++buckets}`;
      // Calls wait for the bucket that they may be for.
      created = Promise.all([created, service.createBucket(name)]);
      return { bucket: name, prefix, endpoint };
    },
    async close() {
      proxy.closeAllConnections();
      proxy.close();
      await service.stop();
    },
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** All that comes. */
export async function allOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}
