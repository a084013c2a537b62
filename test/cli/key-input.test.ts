import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { askSecret } from '../../src/cli/remote/key-input.ts';

/** A terminal that notes its modes. */
class Terminal extends PassThrough {
  readonly modes: boolean[] = [];

  setRawMode(isRaw: boolean): this {
    this.modes.push(isRaw);
    return this;
  }
}

/** What is answered after these keys, and what was shown. */
async function answered(
  keys: readonly string[],
): Promise<{ answer: string; shown: string; modes: readonly boolean[] }> {
  const terminal = new Terminal();
  const output = new PassThrough();
  const answer = askSecret('API key: ', terminal, output);
  for (const key of keys) terminal.write(key);
  const said = await answer;
  output.end();
  return { answer: said, shown: await text(output), modes: terminal.modes };
}

test.each([
  [['rm_abc\r'], 'rm_abc'],
  [['r', 'm', 'x', '\u007f', '_', '\n'], 'rm_'],
  [['\b\u007f', 'k', '\u0004'], 'k'],
  [['rm_abc\nrest'], 'rm_abc'],
])('%j is read without being shown, and the terminal is as before', async (keys, answer) => {
  expect(await answered(keys)).toEqual({ answer, shown: 'API key: \n', modes: [true, false] });
});

test('Ctrl-C ends the process', async () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  const terminal = new Terminal();
  const output = new PassThrough();
  void askSecret('API key: ', terminal, output);
  expect(() => terminal.emit('data', Buffer.from('x\u0003'))).toThrow('exit 130');
  expect(terminal.modes).toEqual([true, false]);
  exit.mockRestore();
});
