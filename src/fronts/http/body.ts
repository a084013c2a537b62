import type { Readable } from 'node:stream';

/**
 * A stream as the body of a response. Nothing is read ahead of the client; when the client goes away the stream is destroyed at
 * once, even in the middle of a read.
 * @param failed is called where the stream fails, with its error. It has to break the connection: the body ends here as if it
 * were complete, since the adapter would write the error's message to the client, and its stack to the console.
 */
export function bodyOf(source: Readable, failed: (error: unknown) => void): ReadableStream<Uint8Array> {
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
          if (canceled) return;
          failed(error);
          if (!canceled) controller.close();
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
