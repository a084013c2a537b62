import type { Readable } from 'node:stream';

/**
 * A stream as the body of a response. Nothing is read ahead of the client; when the client goes away the stream is destroyed at
 * once, even in the middle of a read. Where the stream fails the connection breaks off: the server logs the cause, and nothing
 * of it reaches the client.
 */
export function bodyOf(source: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = source[Symbol.asyncIterator]();
  let canceled = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await chunks.next();
          if (canceled) return;
          if (next.done === true) controller.close();
          else controller.enqueue(next.value);
        } catch (error) {
          // What was canceled ends early, and nobody waits for it.
          if (!canceled) controller.error(new Error('a download broke off', { cause: error }));
        }
      },
      cancel() {
        canceled = true;
        source.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}
