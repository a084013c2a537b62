import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { removeAbandoned } from '../../src/artifacts/aside.ts';
import { OutputFile } from '../../src/artifacts/output-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rowmill-output-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('a file that is written aside', () => {
  test('has its name only when it is complete', () => {
    const file = new OutputFile(join(folder, 'User.csv'));
    file.write(text('id\n'));
    file.write(text('1\n'));
    expect(readdirSync(folder)).not.toContain('User.csv');
    file.finish();
    expect(readdirSync(folder)).toEqual(['User.csv']);
    expect(readFileSync(join(folder, 'User.csv'), 'utf8')).toBe('id\n1\n');
  });

  test('replaces one that was there, and only then', () => {
    const path = join(folder, 'User.csv');
    writeFileSync(path, 'old');
    const file = new OutputFile(path);
    file.write(text('new'));
    expect(readFileSync(path, 'utf8')).toBe('old');
    file.finish();
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  test('leaves nothing behind when it is abandoned, and may be abandoned twice', () => {
    const file = new OutputFile(join(folder, 'User.csv'));
    file.write(text('id\n'));
    file.abandon();
    file.abandon();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is not touched when it is abandoned after it was finished', () => {
    const file = new OutputFile(join(folder, 'User.csv'));
    file.finish();
    file.abandon();
    file.finish();
    expect(readdirSync(folder)).toEqual(['User.csv']);
  });

  test('leaves nothing behind when its name is taken by a folder', () => {
    mkdirSync(join(folder, 'User.csv'));
    const file = new OutputFile(join(folder, 'User.csv'));
    expect(() => file.finish()).toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    file.abandon();
    expect(readdirSync(folder)).toEqual(['User.csv']);
  });

  test('goes beside what an earlier process of the same id left behind', () => {
    const crashed = new OutputFile(join(folder, 'User.csv'));
    crashed.write(text('of the crash'));
    const [left] = readdirSync(folder);
    const file = new OutputFile(join(folder, 'User.csv'));
    file.write(text('whole'));
    file.finish();
    expect(readdirSync(folder).sort()).toEqual([left, 'User.csv'].sort());
    expect(readFileSync(join(folder, left), 'utf8')).toBe('of the crash');
    crashed.abandon();
  });

  test('is cleared away by a later run when its process was killed, and only then', async () => {
    const own = new OutputFile(join(folder, 'User.csv'));
    const [name] = readdirSync(folder);
    own.abandon();
    const dead = spawn(process.execPath, ['--version']);
    await once(dead, 'exit');
    const left = (pid: number | undefined): string => name.replace(`-${process.pid}-`, `-${pid}-`);
    const kept = [
      left(process.ppid),
      left(dead.pid).replace(/[\da-f]{8}-/, '0badcafe-'),
      '.User.csv.1-1.partial',
      'x.partial',
    ];
    for (const file of [...kept, left(dead.pid), left(process.pid)]) writeFileSync(join(folder, file), '');
    removeAbandoned(folder);
    expect(readdirSync(folder).sort()).toEqual(kept.sort());
    removeAbandoned(join(folder, 'missing'));
  });

  test('makes its folder, and throws the error of the system where that cannot be one', () => {
    const file = new OutputFile(join(folder, 'new', 'one', 'User.csv'));
    file.finish();
    expect(readdirSync(join(folder, 'new', 'one'))).toEqual(['User.csv']);
    expect(() => new OutputFile(join(folder, 'new', 'one', 'User.csv', 'User.csv'))).toThrow('EEXIST');
  });

  test('takes no bytes after its end', () => {
    const file = new OutputFile(join(folder, 'User.csv'));
    file.finish();
    expect(() => file.write(text('1'))).toThrow('closed');
  });
});
