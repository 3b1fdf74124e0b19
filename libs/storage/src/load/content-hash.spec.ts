import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentHash } from './content-hash.js';

describe('contentHash', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'genesis-hash-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, text: string): string {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  it('is the SHA-256 of the bytes', async () => {
    const expected = createHash('sha256').update('one\ntwo\n').digest('hex');
    await expect(contentHash([file('day.csv', 'one\ntwo\n')])).resolves.toBe(expected);
  });

  it('does not depend on the order in which a pair is named, or on where it lies', async () => {
    const book = file('x/a_orderbook.csv', 'book');
    const messages = file('a/b_message.csv', 'messages');
    await expect(contentHash([book, messages])).resolves.toBe(await contentHash([messages, book]));
    const moved = [file('z/a_orderbook.csv', 'book'), file('z/b_message.csv', 'messages')];
    await expect(contentHash(moved)).resolves.toBe(await contentHash([book, messages]));
  });

  it('tells the file that is not there', async () => {
    await expect(contentHash([join(folder, 'none.csv')])).rejects.toThrow('ENOENT');
  });
});
