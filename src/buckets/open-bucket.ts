import { Agent, type ClientRequestArgs } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions } from 'node:tls';
import { Bucket } from '../artifacts/s3/bucket.ts';
import { guardedSocket, type MakeSocket, type Networks } from '../targets/index.ts';
import type { BucketAddress } from './bucket-address.ts';

/** Sockets that lead where the operator lets connections go; without encryption, to the operator's networks only. */
export function socketsFor({ endpoint }: Pick<BucketAddress, 'endpoint'>, networks: Networks): MakeSocket {
  return guardedSocket(networks, endpoint.startsWith('http:'));
}

export interface OpenBucket {
  readonly makeSocket: MakeSocket;
  /** At each call; by default as many as outlast a minute of refusals. */
  readonly attempts?: number;
  /** Ends every call. */
  readonly signal?: AbortSignal;
}

/** A bucket of a user. Nothing that belongs to the gateway's own bucket is used: neither keys nor addresses of its environment. */
export function openBucket(bucketAddress: BucketAddress, { makeSocket, attempts, signal }: OpenBucket): Bucket {
  const { bucket, prefix, endpoint, region, pathStyle, accessKeyId, secretAccessKey } = bucketAddress;
  const address = { bucket, prefix, region, pathStyle, ...(endpoint === '' ? {} : { endpoint }) };
  return new Bucket(address, attempts, {
    credentials: { accessKeyId, secretAccessKey },
    httpAgent: new GuardedAgent(makeSocket),
    httpsAgent: new GuardedTlsAgent(makeSocket),
    ...(signal === undefined ? {} : { signal }),
  });
}

class GuardedAgent extends Agent {
  readonly #makeSocket: MakeSocket;

  constructor(makeSocket: MakeSocket) {
    super({ keepAlive: true });
    this.#makeSocket = makeSocket;
  }

  override createConnection({ port, host }: ClientRequestArgs): Duplex {
    return this.#makeSocket().connect(Number(port), host ?? '');
  }
}

class GuardedTlsAgent extends TlsAgent {
  readonly #makeSocket: MakeSocket;

  constructor(makeSocket: MakeSocket) {
    super({ keepAlive: true });
    this.#makeSocket = makeSocket;
  }

  override createConnection(options: ClientRequestArgs & ConnectionOptions): Duplex {
    const socket = this.#makeSocket().connect(Number(options.port), options.host ?? '');
    const secured = connect({ ...options, socket });
    // Without a listener, an error of the socket would end the process.
    socket.on('error', (error) => secured.destroy(error));
    return secured;
  }
}
