import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';

interface SseFrame {
  readonly id?: string;
  readonly event?: string;
  readonly data?: unknown;
}

/** A client that reads server-sent events frame by frame, comments left out. */
export class SseClient {
  readonly response: IncomingMessage;
  /** Comments seen so far. */
  pings = 0;
  readonly #frames: AsyncIterator<SseFrame, undefined>;

  private constructor(response: IncomingMessage) {
    this.response = response;
    this.#frames = this.#read();
  }

  static async open(
    url: string,
    query: string,
    { key = 'key', ...headers }: Record<string, string> = {},
  ): Promise<SseClient> {
    const request = get(`${url}?query=${encodeURIComponent(query)}`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${key}`, ...headers },
      agent: false,
    });
    const [response]: IncomingMessage[] = await once(request, 'response');
    return new SseClient(response.setEncoding('utf8'));
  }

  /** The next frame; undefined where the stream ended. */
  async take(): Promise<SseFrame | undefined> {
    const { value } = await this.#frames.next();
    return value;
  }

  async *#read(): AsyncGenerator<SseFrame, undefined> {
    let text = '';
    try {
      for await (const chunk of this.response) {
        text += String(chunk);
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const frame = text.slice(0, end);
          text = text.slice(end + 2);
          if (frame === ':') this.pings++;
          else yield parse(frame);
        }
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) throw error;
    }
    return undefined;
  }
}

function parse(frame: string): SseFrame {
  const fields = frame.split('\n').map((line) => {
    const [name, ...rest] = line.split(':');
    return [name, rest.join(':').trimStart()] as const;
  });
  return Object.fromEntries(
    fields.map(([name, value]) => [name, name === 'data' && value ? JSON.parse(value) : value]),
  );
}
