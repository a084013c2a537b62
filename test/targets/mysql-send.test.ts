import { expect, test } from 'vitest';
import { sql } from '../../src/formats/sql.ts';
import { Canvas } from '../../src/formats/index.ts';
import { SendRows } from '../../src/targets/mysql/send-rows.ts';
import { tableOf } from '../formats/encode.ts';
import { column, make } from '../formats/vectors.ts';

const ROWS = 1000;
/** Texts that look like the end of a statement, one of which is long. */
const TEXTS = Array.from({ length: ROWS }, (_, i) =>
  i === 500 ? 'x'.repeat(9000) : `${i};\nINSERT INTO \`Thing\` (\`a;\n\`) VALUES\n(`,
);
const columns = [{ ...column('a;\n', 'string', make.utf8(TEXTS)), width: 9000 }];
const table = tableOf(columns);

/** What is sent of the rows when they come in pieces of a size. */
async function sent(pieces: number, packet: number): Promise<string[]> {
  const found: string[] = [];
  const client = { insert: async (text: string) => void found.push(text) };
  const rows = new SendRows(client, table, packet);
  const encoder = sql.encoder(columns, new Canvas(), { dialect: 'mysql', arrays: [] }, table);
  encoder.begin();
  const bytes = Buffer.concat([Buffer.from(encoder.encode(ROWS)), Buffer.from(encoder.end().bytes)]);
  for (let start = 0; start < bytes.length; start += pieces) await rows.write(bytes.subarray(start, start + pieces));
  await rows.end();
  // Together they are all statements, each of them whole.
  const whole = bytes.toString();
  expect(`${found.join(';\n')};\n`).toBe(whole);
  for (const text of found) expect(text).toMatch(/^INSERT INTO `Thing` [^]*\)$/);
  return found;
}

test.each([
  [100, 1 << 24],
  [4096, 1 << 24],
  [1 << 20, 1 << 24],
  [1, 20_000],
  [1 << 20, 20_000],
])('statements that come in pieces of %d bytes are sent whole, at most %d bytes at once', async (pieces, packet) => {
  const found = await sent(pieces, packet);
  for (const text of found) expect(Buffer.byteLength(text)).toBeLessThan(packet);
  expect(found.length).toBeGreaterThan(packet < 1 << 20 || pieces < 1 << 20 ? 1 : 0);
});

test('a statement that the server does not take at once is refused', async () => {
  await expect(sent(1 << 20, 8000)).rejects.toThrow('larger than max_allowed_packet of the server');
});
