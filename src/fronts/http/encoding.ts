import { pipeline, type Readable } from 'node:stream';
import { constants, createGzip, createZstdCompress } from 'node:zlib';

/** How a file is packed for the way, in the order of preference where a client likes several equally. */
const ENCODINGS = ['zstd', 'gzip', 'identity'] as const;

export type Encoding = (typeof ENCODINGS)[number];

/**
 * The encoding that the client likes best. What it does not name it does not get, a `*` notwithstanding: clients send that
 * without being able to unpack whatever comes. `identity` is the last resort even where it is refused.
 * @param header `Accept-Encoding`.
 */
export function acceptedEncoding(header: string | undefined): Encoding {
  const wishes = new Map<string, number>();
  for (const item of (header ?? '').toLowerCase().split(',')) {
    const [name, ...parameters] = item.split(';').map((text) => text.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    wishes.set(name, quality === undefined ? 1 : Number(quality.slice(2)));
  }
  let best: Encoding = 'identity';
  let most = 0;
  for (const encoding of ENCODINGS) {
    const wish = wishes.get(encoding) ?? 0;
    // A quality that is no number is not greater than anything.
    if (wish > most) [best, most] = [encoding, wish];
  }
  return best;
}

/** The stream packed, at the fastest level. Destroying what is answered destroys the source, and errors of the source pass on. */
export function encoded(source: Readable, encoding: Encoding): Readable {
  if (encoding === 'identity') return source;
  const packer =
    encoding === 'gzip'
      ? createGzip({ level: 1 })
      : createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  return pipeline(source, packer, () => {
    // Whoever reads the packed stream gets the error.
  });
}
