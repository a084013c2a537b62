import { Body } from './arrow/body.ts';
import { columnWriter } from './arrow/column.ts';
import { END_OF_STREAM, recordBatchMessage, schemaMessage } from './arrow/message.ts';
import type { PartFormat } from './format.ts';

const NOTHING = new Uint8Array(0);

/**
 * The streaming form of Arrow IPC (https://arrow.apache.org/docs/format/Columnar.html): the schema, a record batch for each
 * batch of rows, the end. All numbers are little-endian. Texts are sent as they are, not by dictionaries: those would have
 * to stand before the first part that needs them.
 */
export const arrow = {
  name: 'arrow',
  summary: 'An Apache Arrow IPC stream.',
  extension: 'arrows',
  mediaType: 'application/vnd.apache.arrow.stream',
  piece: 'part',
  nested: true,
  options: {},
  frame: ({ columns }) => ({
    header: schemaMessage(columns),
    separator: NOTHING,
    footer: END_OF_STREAM,
  }),
  encoder(columns, canvas) {
    const body = new Body(canvas.sink());
    const message = canvas.sink();
    const writers = columns.map(({ type, vector }) => columnWriter(type, vector, canvas));
    return {
      begin: () => undefined,
      encode(length) {
        body.clear();
        for (const write of writers) write(body, 0, length);
        const { nodes, buffers, sink } = body;
        const head = recordBatchMessage(length, nodes, buffers, sink.length);
        message.length = 0;
        message.append(head);
        message.append(sink.written());
        return message.written();
      },
      end: () => ({ bytes: NOTHING, seal: NOTHING }),
    };
  },
} satisfies PartFormat;
