import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { collectRows } from '../../testing/collected-rows.js';
import { CSV_HEADER, csvLine, stampAt } from '../../testing/csv-text.js';
import { ScratchFolder } from '../../testing/scratch-folder.js';
import { openSource } from '../open-source.js';
import { FileChunks } from './file-chunks.js';
import { LineReader } from './line-reader.js';

/** A file whose text comes in the chunks given. */
class ChunkedText extends FileChunks {
  constructor(readonly chunks: readonly Buffer[]) {
    super('chunked.csv');
  }

  // The port is asynchronous, these chunks are at hand.
  // eslint-disable-next-line @typescript-eslint/require-await
  override async *text(): AsyncGenerator<Buffer, void, void> {
    yield* this.chunks;
  }
}

async function linesOf(reader: LineReader): Promise<string[]> {
  const lines: string[] = [];
  for (;;) {
    const line = await reader.nextLine();
    if (line === null) return lines;
    lines.push(line);
  }
}

function cut(text: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [0, ...places.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length];
  return sorted.slice(1).map((end, at) => text.subarray(sorted[at], end));
}

describe('LineReader', () => {
  const folder = new ScratchFolder();

  it('gives the same lines wherever the chunks are cut', async () => {
    const line = fc.stringMatching(/^[a-z,é]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1 }),
        fc.boolean(),
        fc.array(fc.nat()),
        async (lines, ended, places) => {
          const text = Buffer.from(lines.join('\n') + (ended ? '\n' : ''));
          const reader = new LineReader(new ChunkedText(cut(text, places)));
          const expected = text.toString().split('\n');
          if (expected.at(-1) === '') expected.pop();
          expect(await linesOf(reader)).toEqual(expected);
          expect(reader.line).toBe(expected.length);
        },
      ),
    );
  });

  it('skips a byte order mark and takes CRLF for a line end', async () => {
    const path = folder.write('bom.csv', '\uFEFFa,b\r\n1,2\r\n');
    expect(await linesOf(new LineReader(new FileChunks(path)))).toEqual(['a,b', '1,2']);
  });

  it('reads gzip by its content, whatever its name, and the members of a joined file', async () => {
    const path = folder.writeRaw('plain-name.csv', Buffer.concat([gzipSync('a\nb'), gzipSync('c\nd\n')]));
    const chunks = new FileChunks(path);
    expect(await linesOf(new LineReader(chunks))).toEqual(['a', 'bc', 'd']);
    expect(chunks.bytesRead).toBeGreaterThan(40);
  });

  it('gives the whole lines before the place where gzip breaks off, then the error with the line', async () => {
    const lines = Array.from({ length: 50_000 }, (_, n) => `line ${n} ${(n * 7919) % 1009}`);
    const whole = gzipSync(lines.join('\n'));
    const path = folder.writeRaw('cut.gz', whole.subarray(0, Math.floor(whole.length / 2)));
    const reader = new LineReader(new FileChunks(path));
    const read: string[] = [];
    await expect(
      (async () => {
        for (let line = await reader.nextLine(); line !== null; line = await reader.nextLine())
          read.push(line);
      })(),
    ).rejects.toThrow(
      /cut\.gz:\d+: the gzip data end in the middle \(truncated file\), expected a whole one/,
    );
    expect(read.length).toBeGreaterThan(10_000);
    expect(read).toEqual(lines.slice(0, read.length));
  });

  it('tells damage from truncation', async () => {
    const bytes = gzipSync('a\n'.repeat(1000));
    // The checksum of the text.
    bytes[bytes.length - 6] ^= 0xff;
    const path = folder.writeRaw('damaged.gz', bytes);
    await expect(linesOf(new LineReader(new FileChunks(path)))).rejects.toThrow('the gzip data are damaged');
  });

  it('refuses binary data and endless lines', async () => {
    const binary = folder.write('binary.csv', Buffer.from([1, 2, 0, 10, 4]));
    await expect(linesOf(new LineReader(new FileChunks(binary)))).rejects.toThrow(
      'holds binary data, expected text',
    );
    const zeros = folder.write('zeros.csv', Buffer.alloc(2_000_000));
    await expect(linesOf(new LineReader(new FileChunks(zeros)))).rejects.toThrow('holds binary data');
    const endless = folder.write('endless.csv', 'x'.repeat(2_000_000));
    await expect(linesOf(new LineReader(new FileChunks(endless)))).rejects.toThrow(
      'endless.csv:1: the line has 2000000 bytes, expected at most 1048576',
    );
  });

  it('passes over a line that is too long, wherever the chunks are cut', async () => {
    const limit = 1024 * 1024;
    const text = Buffer.from(
      ['a', 'x'.repeat(limit), 'y'.repeat(limit + 1), 'b', 'z'.repeat(2 * limit)].join('\n'),
    );
    for (const size of [text.length, 300_000, 65_537]) {
      const places = Array.from({ length: Math.floor(text.length / size) }, (_, n) => (n + 1) * size);
      const reader = new LineReader(new ChunkedText(cut(text, places)));
      const seen: [number, number | string][] = [];
      while (!reader.exhausted || (await reader.refill())) {
        if (reader.overlongBytes > 0) {
          const { issue } = reader.takeOverlong();
          seen.push([reader.line, issue]);
        } else seen.push([reader.line + 1, (await reader.nextLine())!.length]);
      }
      expect(seen).toEqual([
        [1, 1],
        [2, limit],
        [3, 'the line has 1048577 bytes, expected at most 1048576'],
        [4, 1],
        [5, 'the line has 2097152 bytes, expected at most 1048576'],
      ]);
    }
  });

  it('costs a table the line alone', async () => {
    const rows = ['x'.repeat(1_500_000), csvLine(stampAt(0)), csvLine(stampAt(1))];
    const path = folder.write('overlong.csv', [CSV_HEADER, ...rows, ''].join('\n'));
    const { rows: read, defects } = await collectRows((await openSource([path])).open());
    expect(read.map(({ position }) => position)).toEqual([3, 4]);
    expect(defects).toMatchObject([
      { code: 'UNDECODABLE', position: 2, issue: 'the line has 1500000 bytes, expected at most 1048576' },
    ]);
  });

  it('can be left in the middle of a file', async () => {
    const path = folder.write('left.csv.gz', 'line\n'.repeat(200_000));
    const reader = new LineReader(new FileChunks(path));
    expect(await reader.nextLine()).toBe('line');
    await reader.close();
    expect(await reader.refill()).toBe(false);
  });
});
