import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { startFauxqs } from 'fauxqs';
import type { S3Address } from '../../../src/artifacts/s3/address.ts';

/** What a proxy before the service does with a call: it answers with this status, breaks the connection, or lets it pass. */
export type Fault = (call: IncomingMessage) => number | 'break' | null;

/** A service of its own, whose calls can be made to fail. */
export interface S3Server {
  /** Of a bucket that nobody else has. */
  bucket(prefix?: string): S3Address;
  /** What happens to calls from now on. */
  fault: Fault;
  close(): Promise<void>;
}

let buckets = 0;

export async function startS3(): Promise<S3Server> {
  const service = await startFauxqs({ port: 0, logger: false });
  const server: { fault: Fault } = { fault: () => null };
  const proxy = createServer((call, answer) => {
    const fault = server.fault(call);
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
    const onward = request({ port: service.port, method, path: url, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 500, reply.headers);
      pipeline(reply, answer).catch(() => answer.destroy());
    });
    onward.on('error', () => answer.destroy());
    pipeline(call, onward).catch(() => onward.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const endpoint = `http://127.0.0.1:${portOf(proxy)}`;
  return Object.assign(server, {
    bucket(prefix = 'rowmill/') {
      const name = `bucket-${++buckets}`;
      service.createBucket(name);
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
