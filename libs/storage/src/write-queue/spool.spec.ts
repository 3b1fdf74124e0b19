import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpoolFullError } from './spool-full.error.js';
import { spoolLine } from './spool-line.js';
import { Spool, type SpoolLimits } from './spool.js';

const LIMITS: SpoolLimits = { maxBytes: 100_000, segmentBytes: 1_000 };

describe('Spool', () => {
  let root: string;
  const damage: string[] = [];

  beforeEach(async () => {
    damage.length = 0;
    root = await mkdtemp(join(tmpdir(), 'genesis-spool-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  function open(folder = root, limits = LIMITS): Promise<Spool> {
    return Spool.open(folder, limits, (_file, lines) => damage.push(...lines));
  }

  async function drain(spool: Spool, atOnce = 7): Promise<string[]> {
    const all: string[] = [];
    for (;;) {
      const batch = await spool.read(atOnce);
      if (batch.texts.length === 0) return all;
      all.push(...batch.texts);
      await spool.acknowledge(batch);
    }
  }

  /** The folder as a kill -9 at this moment would leave it. */
  async function afterCrash(): Promise<string> {
    const copy = join(root, 'crashed');
    await rm(copy, { recursive: true, force: true });
    await mkdir(copy);
    await cp(join(root, '0'), join(copy, '0'), { recursive: true });
    return copy;
  }

  const numbered = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => `{"n":${i},"text":"ü${'x'.repeat(i % 50)}"}`);

  const segments = async (): Promise<string[]> =>
    (await readdir(join(root, '0')))
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => join(root, '0', name));

  it('gives back what was appended, in order, over many segments, and leaves nothing behind', async () => {
    const spool = await open();
    const texts = numbered(300);
    for (let i = 0; i < texts.length; i += 9) await spool.append(texts.slice(i, i + 9));
    expect((await readdir(join(root, '0'))).length).toBeGreaterThan(5);
    expect(spool.bytes).toBe(Buffer.byteLength(texts.map(spoolLine).join('')));
    expect(await drain(spool)).toEqual(texts);
    expect(spool.bytes).toBe(0);
    await spool.close();
    expect(await readdir(join(root, '0'))).toEqual([]);
  });

  it('gives again what was read and not acknowledged', async () => {
    const spool = await open();
    await spool.append(['a', 'b', 'c']);
    const first = await spool.read(2);
    expect(first.texts).toEqual(['a', 'b']);
    expect((await spool.read(2)).texts).toEqual(['a', 'b']);
    await spool.acknowledge(first);
    await spool.append(['d']);
    expect(await drain(spool)).toEqual(['c', 'd']);
    await spool.close();
  });

  it('has after a crash all that was appended', async () => {
    const spool = await open();
    const texts = numbered(100);
    await spool.append(texts);
    await spool.acknowledge(await spool.read(3));
    const next = await open(await afterCrash());
    expect(await drain(next)).toEqual(texts);
    expect(damage).toEqual([]);
    await next.close();
    await spool.close();
  });

  it('drops half a last line, and that alone, keeps it aside and tells it', async () => {
    const spool = await open();
    await spool.append(['whole', 'too']);
    const folder = await afterCrash();
    const [file] = (await readdir(join(folder, '0'))).filter((name) => name.endsWith('.jsonl'));
    await appendFile(join(folder, '0', file), spoolLine('torn').slice(0, -3));
    const next = await open(folder);
    await next.append(['after']);
    expect(await drain(next)).toEqual(['whole', 'too', 'after']);
    expect(damage).toEqual([spoolLine('torn').slice(0, -3)]);
    expect(await readFile(join(folder, '0', 'damaged.txt'), 'utf8')).toBe(`${damage[0]}\n`);
    await next.close();
    await spool.close();
  });

  it('survives a file cut off at any byte: whole lines come back, at most one is torn', async () => {
    const spool = await open();
    const texts = ['{"a":1}', '{"b":"ü"}', '{"c":3}'];
    await spool.append(texts);
    const folder = await afterCrash();
    const [file] = (await readdir(join(folder, '0'))).filter((name) => name.endsWith('.jsonl'));
    const bytes = await readFile(join(folder, '0', file));
    for (let length = 0; length <= bytes.length; length++) {
      damage.length = 0;
      await writeFile(join(folder, '0', file), bytes.subarray(0, length));
      const next = await open(folder);
      const whole = bytes.subarray(0, length).toString('latin1').split('\n').length - 1;
      expect(await drain(next)).toEqual(texts.slice(0, whole));
      expect(damage.length).toBe(length === 0 || bytes[length - 1] === 0x0a ? 0 : 1);
      await next.close();
    }
    await spool.close();
  });

  it('passes over a line whose bytes have changed, and tells it', async () => {
    const spool = await open();
    await spool.append(['one', 'two', 'three']);
    const folder = await afterCrash();
    const [file] = (await readdir(join(folder, '0'))).filter((name) => name.endsWith('.jsonl'));
    const path = join(folder, '0', file);
    await writeFile(path, (await readFile(path, 'utf8')).replace('two', 'twi'));
    const next = await open(folder);
    expect(await drain(next)).toEqual(['one', 'three']);
    expect(damage).toHaveLength(1);
    await next.close();
    await spool.close();
  });

  it('tells a damaged line once, however often what stands around it is read', async () => {
    const spool = await open();
    await spool.append(['one', 'two', 'three']);
    const [path] = await segments();
    await writeFile(path, (await readFile(path, 'utf8')).replace('two', 'twi'));
    expect((await spool.read(7)).texts).toEqual(['one']);
    expect((await spool.read(7)).texts).toEqual(['one']);
    await spool.acknowledge(await spool.read(7));
    for (let again = 0; again < 3; again++) expect((await spool.read(7)).texts).toEqual(['three']);
    expect(damage).toEqual([spoolLine('two').replace('two\n', 'twi')]);
    await spool.close();
  });

  it('refuses more than may wait, whole, and goes on when there is room', async () => {
    const spool = await open(root, { maxBytes: 60, segmentBytes: 1_000 });
    await spool.append(['0123456789', '0123456789']);
    await expect(spool.append(['0123456789', '0123456789'])).rejects.toThrow(SpoolFullError);
    expect(await drain(spool)).toHaveLength(2);
    await spool.append(['again']);
    expect(await drain(spool)).toEqual(['again']);
    await spool.close();
  });

  it('goes on after the folder was taken away under it', async () => {
    const spool = await open();
    await spool.append(['lost with its folder']);
    await spool.acknowledge(await spool.read(1));
    await rm(join(root, '0'), { recursive: true });
    await expect(spool.append(['x'])).rejects.toThrow('ENOENT');
    await mkdir(join(root, '0'));
    await spool.append(['x']);
    expect(await drain(spool)).toEqual(['x']);
    await spool.close();
  });

  it.each([
    [
      'cut off',
      (path: string) => truncate(path, 3 * spoolLine('n0 in 0').length),
      ['n0 in 0', 'n1 in 0', 'n2 in 0'],
    ],
    ['emptied', (path: string) => truncate(path, 0), []],
    ['taken away', (path: string) => rm(path), []],
  ])('goes on behind a segment that is %s, and tells what is missing', async (_how, harm, left) => {
    const lines = (segment: number): string[] => [0, 1, 2, 3].map((n) => `n${n} in ${segment}`);
    const spool = await open(root, { ...LIMITS, segmentBytes: 10 });
    for (const segment of [0, 1, 2]) await spool.append(lines(segment));
    const [first, , third] = await segments();
    await harm(first);
    await rm(third);
    const seen: string[] = [];
    await spool.scan((text) => seen.push(text));
    expect(seen).toEqual([...left, ...lines(1)]);
    expect(await drain(spool)).toEqual([...left, ...lines(1)]);
    const bytes = 4 * spoolLine('n0 in 0').length;
    const missing = bytes - left.length * spoolLine('n0 in 0').length;
    expect(damage).toEqual([
      `${missing} of ${bytes} bytes of ${first} are gone`,
      `${bytes} of ${bytes} bytes of ${third} are gone`,
    ]);
    expect(spool.bytes).toBe(0);
    await spool.close();
  });

  it('begins a new segment where the one that it writes was taken away', async () => {
    const spool = await open();
    await spool.append(['lost']);
    await rm((await segments())[0]);
    expect(await drain(spool)).toEqual([]);
    expect(damage).toEqual([expect.stringMatching(/^14 of 14 bytes of .* are gone$/)]);
    await spool.append(['kept']);
    expect(await drain(spool)).toEqual(['kept']);
    await spool.close();
  });

  const rights = async (...path: string[]): Promise<string> =>
    ((await stat(join(root, ...path))).mode & 0o777).toString(8);

  it('is for its own user alone: folders, segments, lock and what is kept aside', async () => {
    const place = ['data', 'spool', '0'];
    const spool = await open(join(root, 'data', 'spool'));
    await spool.append(['what kim thinks']);
    await spool.keepAside('refused.jsonl', ['what kim thinks']);
    expect([await rights('data', 'spool'), await rights(...place)]).toEqual(['700', '700']);
    // Other things may stand beside the spool, of other users too: the embedded server's.
    await mkdir(join(root, 'usual'));
    expect(await rights('data')).toBe(await rights('usual'));
    const files = await readdir(join(root, ...place));
    expect(files).toHaveLength(3);
    for (const file of files) expect(await rights(...place, file)).toBe('600');
    await spool.close();
  });

  it('closes a folder that was open to all', async () => {
    await mkdir(join(root, '0'), 0o755);
    const spool = await open();
    expect(await rights('0')).toBe('700');
    await spool.close();
  });

  it('gives two users folders of their own, and the next one what both have left', async () => {
    const first = await open();
    const second = await open();
    await first.append(['from the first']);
    await second.append(['from the second', 'and more']);
    await first.close();
    await second.close();
    const next = await open();
    expect(await drain(next)).toEqual(['from the first', 'from the second', 'and more']);
    expect((await readdir(root)).sort()).toEqual(['0']);
    await next.close();
  });

  it('takes over the lock of a process that is gone, not that of one that lives', async () => {
    await mkdir(join(root, '0'));
    await writeFile(join(root, '0', 'lock'), '4194304 1');
    const spool = await open();
    await spool.append(['x']);
    expect(await readdir(join(root, '0'))).toHaveLength(2);
    await spool.close();
    const stat = await readFile(`/proc/${process.ppid}/stat`, 'utf8').catch(() => '');
    const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    await writeFile(join(root, '0', 'lock'), `${process.ppid} ${began}`);
    const beside = await open();
    await beside.append(['y']);
    expect((await readdir(join(root, '1'))).length).toBe(2);
    await beside.close();
  });
});
