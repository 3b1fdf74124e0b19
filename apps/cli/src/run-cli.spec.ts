import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type CliContext } from './cli-context.js';
import { type CliOutcome, runGenesis } from '../../../test/support/run-genesis.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'genesis-run-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const linesOf = (name: string): string[] => readFileSync(at(name), 'utf8').split('\n').slice(0, -1);

function genesis(args: readonly string[], parts: Partial<CliContext> = {}): Promise<CliOutcome> {
  let nowMs = 0;
  return runGenesis(args, { now: () => (nowMs += 500), ...parts });
}

describe('genesis', () => {
  beforeAll(async () => {
    const one = ['simulate', at('one.csv'), '--seed', '3', '--minutes', '3', '--labels', at('one.jsonl')];
    expect(await genesis(one)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/one\.csv: [\d,]+ rows, /),
    });
    await genesis([
      'simulate',
      at('two.csv'),
      '--seed',
      '3',
      '--minutes',
      '2',
      '--symbols',
      '2',
      '--rate',
      '5',
    ]);
  });

  describe('simulate', () => {
    it('repeats itself to the byte for one seed and not for another', async () => {
      await genesis([
        'simulate',
        at('again.csv'),
        '--seed',
        '3',
        '--minutes',
        '3',
        '--labels',
        at('again.jsonl'),
      ]);
      await genesis(['simulate', at('other.csv'), '--seed', '4', '--minutes', '3']);
      expect(readFileSync(at('again.csv'), 'utf8')).toBe(readFileSync(at('one.csv'), 'utf8'));
      expect(readFileSync(at('again.jsonl'), 'utf8')).toBe(readFileSync(at('one.jsonl'), 'utf8'));
      expect(readFileSync(at('other.csv'), 'utf8')).not.toBe(readFileSync(at('one.csv'), 'utf8'));
    });

    it('labels what it staged, and stages nothing when told so', async () => {
      const labels = linesOf('one.jsonl').map(
        (line) => JSON.parse(line) as { type: string; start_ts: string },
      );
      expect(labels.length).toBeGreaterThan(0);
      const calm = ['--labels', at('calm.jsonl'), '--no-episodes', '--no-benign'];
      await genesis(['simulate', at('calm.csv'), '--seed', '3', '--minutes', '3', ...calm]);
      expect(linesOf('calm.jsonl')).toEqual([]);
    });

    it.each([
      ['OUT', 'one.csv', 'fresh.jsonl'],
      ['--labels', 'fresh.csv', 'one.jsonl'],
    ])('overwrites %s only when told so', async (argument, out, labels) => {
      const before = readFileSync(at('one.csv'), 'utf8') + readFileSync(at('one.jsonl'), 'utf8');
      const { code, stderr } = await genesis(['simulate', at(out), '--labels', at(labels), '--minutes', '1']);
      expect(code).toBe(2);
      expect(stderr).toMatch(new RegExp(`${argument} .* exists, expected a new file or --force`));
      expect(readFileSync(at('one.csv'), 'utf8') + readFileSync(at('one.jsonl'), 'utf8')).toBe(before);
      expect(existsSync(at('fresh.csv'))).toBe(false);
    });

    it('overwrites with --force', async () => {
      writeFileSync(at('old.csv'), 'old');
      expect(await genesis(['simulate', at('old.csv'), '--minutes', '1', '--force'])).toMatchObject({
        code: 0,
      });
      expect(linesOf('old.csv').length).toBeGreaterThan(1);
    });

    it('gives a symbol column to several symbols only', () => {
      expect(linesOf('one.csv')[0]).toMatch(/,ts$/);
      expect(linesOf('two.csv')[0]).toMatch(/,ts,symbol$/);
    });
  });

  describe('scan', () => {
    it('prints a table and counts every row', async () => {
      const { code, stdout, stderr } = await genesis(['scan', at('one.csv')]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const rows = linesOf('one.csv').length - 1;
      expect(stdout).toContain(`Rows     ${String(rows).replace(/(\d)(\d{3})$/, '$1,$2')} read`);
    });

    it('takes part of the time when told so', async () => {
      const whole = JSON.parse((await genesis(['scan', at('one.csv'), '--json'])).stdout) as { from: number };
      const range = ['--from', String(whole.from + 30), '--to', String(whole.from + 60)];
      const { stdout } = await genesis(['scan', at('one.csv'), '--json', ...range]);
      const part = JSON.parse(stdout) as { from: number; to: number };
      expect(part.from).toBeGreaterThanOrEqual(whole.from + 30);
      expect(part.to).toBeLessThanOrEqual(whole.from + 60);
      expect(part.to - part.from).toBeGreaterThan(25);
    });

    it('writes the findings about the data with their lines', async () => {
      const rows = linesOf('one.csv');
      const broken = [
        ...rows.slice(0, 400),
        rows[400].replace(/^[^,]+/, 'abc'),
        'x,y',
        ...rows.slice(401, 600),
      ];
      writeFileSync(at('broken.csv'), `${broken.join('\n')}\n`);
      const { code, stdout } = await genesis([
        'scan',
        at('broken.csv'),
        '--json',
        '--anomalies',
        at('found.jsonl'),
      ]);
      expect(code).toBe(0);
      const found = linesOf('found.jsonl').map((line) => JSON.parse(line) as { line: number; code: string });
      expect(found).toContainEqual(expect.objectContaining({ line: 401, code: 'TEXT_IN_NUMBER' }));
      expect(found).toContainEqual(expect.objectContaining({ line: 402, code: 'TRUNCATED_ROW' }));
      expect(JSON.parse(stdout)).toMatchObject({
        rows: { read: 600, unreadable: 1 },
        anomalies: found.length,
      });
    });

    it('writes a report with the inputs by content', async () => {
      const { code } = await genesis([
        'scan',
        at('one.csv'),
        at('two.csv'),
        '--report',
        at('r.html'),
        '--symbol',
        'X',
      ]);
      expect(code).toBe(0);
      const page = readFileSync(at('r.html'), 'utf8');
      expect(page).toContain('one.csv, two.csv');
      expect(page.match(/SHA-256/g)).toHaveLength(2);
      expect(page).not.toContain(folder);
    });

    it('has the alerts of both profiles under their names', async () => {
      for (const profile of ['calibrated', 'seed']) {
        await genesis(['scan', at('one.csv'), '--profile', profile, '--out', at('p.jsonl')]);
        const profiles = linesOf('p.jsonl').map(
          (line) => (JSON.parse(line) as { evidence: { profile: string } }).evidence.profile,
        );
        expect(new Set(profiles)).toEqual(new Set([profile]));
      }
    });

    it.each(['1', '7', '4096'])('writes the same bytes with batches of %s rows', async (rows) => {
      const files = (name: string): string[] => [
        '--out',
        at(`${name}.jsonl`),
        '--report',
        at(`${name}.html`),
      ];
      await genesis(['scan', at('two.csv'), ...files('usual')]);
      await genesis(['scan', at('two.csv'), ...files('other'), '--batch-rows', rows]);
      expect(linesOf('other.jsonl')).toEqual(linesOf('usual.jsonl'));
      expect(readFileSync(at('other.html')).equals(readFileSync(at('usual.html')))).toBe(true);
    });

    it('stops after the batch when it is interrupted, with everything written', async () => {
      const args = [
        'scan',
        at('one.csv'),
        '--batch-rows',
        '50',
        '--json',
        '--out',
        at('i.jsonl'),
        '--report',
        at('i.html'),
      ];
      const { code, stdout } = await genesis(args, { signal: AbortSignal.abort() });
      expect(code).toBe(130);
      expect(JSON.parse(stdout)).toMatchObject({ interrupted: true, rows: { read: 50 } });
      expect(existsSync(at('i.jsonl'))).toBe(true);
      expect(readFileSync(at('i.html'), 'utf8')).toContain('The scan was interrupted');
    });

    it('keeps the older files when the input breaks off', async () => {
      writeFileSync(at('alerts.jsonl'), 'older\n');
      writeFileSync(at('nothing.csv'), '');
      const { code, stderr } = await genesis(['scan', at('nothing.csv'), '--out', at('alerts.jsonl')]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^error: .*nothing\.csv.*\n$/);
      expect(linesOf('alerts.jsonl')).toEqual(['older']);
    });

    it('takes a file of trades for one book only', async () => {
      const { code, stderr } = await genesis(['scan', at('one.csv'), at('two.csv'), '--trades', at('t.csv')]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/--trades .*t\.csv: expected auto or none where several files are given/);
    });
  });

  describe('convert', () => {
    it('copies a CSV to the byte, and into gzip', async () => {
      expect(await genesis(['convert', at('one.csv'), at('copy.csv.gz')])).toMatchObject({
        code: 0,
        stderr: '',
      });
      expect(gunzipSync(readFileSync(at('copy.csv.gz'))).toString()).toBe(
        readFileSync(at('one.csv'), 'utf8'),
      );
    });

    it('keeps the symbols of several, merged by time', async () => {
      const { code } = await genesis([
        'convert',
        at('two.csv'),
        at('one.csv'),
        at('both.csv'),
        '--symbol',
        'THIRD',
      ]);
      expect(code).toBe(0);
      const [header, ...rows] = linesOf('both.csv').map((line) => line.split(','));
      expect(header[41]).toBe('symbol');
      expect(rows).toHaveLength(linesOf('one.csv').length + linesOf('two.csv').length - 2);
      expect(new Set(rows.map((row) => row[41])).size).toBe(3);
      const stamps = rows.map((row) => row[40]);
      expect(stamps).toEqual([...stamps].sort());
    });

    it('starts over with a symbol column when a second symbol turns up in the middle', async () => {
      const [header, ...rows] = linesOf('one.csv');
      const many = Array.from({ length: 12 }, () => rows).flat();
      const named = many.map((row, i) => {
        const ts = new Date(Date.UTC(2024, 0, 2) + i * 100)
          .toISOString()
          .replace('T', ' ')
          .replace('Z', '000');
        return `${row.replace(/[^,]+$/, ts)},${i === many.length >> 1 ? 'RARE' : 'USUAL'}`;
      });
      writeFileSync(at('late.csv'), `${header},symbol\n${named.join('\n')}\n`);
      const { stdout } = await genesis(['convert', at('late.csv'), at('late-copy.csv')]);
      expect(stdout).toContain(`${named.length.toString().replace(/(\d)(\d{3})$/, '$1,$2')} rows`);
      expect(linesOf('late-copy.csv').filter((line) => line.endsWith(',RARE'))).toHaveLength(1);
    });

    it('leaves unreadable lines out and names the first of them', async () => {
      const rows = linesOf('one.csv').slice(0, 100);
      const torn = Array.from({ length: 30 }, (_, i) => `torn ${i}`);
      writeFileSync(at('torn.csv'), `${[...rows, ...torn].join('\n')}\n`);
      const { code, stdout, stderr } = await genesis(['convert', at('torn.csv'), at('mended.csv')]);
      expect(code).toBe(0);
      expect(stdout).toContain('99 rows, 30 unreadable lines');
      expect(stderr.split('\n')[0]).toMatch(/^warning: torn, line 101 left out: TRUNCATED_ROW: /);
      expect(stderr).toMatch(/warning: 10 more unreadable lines\n$/);
      expect(linesOf('mended.csv')).toEqual(rows);
    });

    it.each([
      [['one.csv'], /expected IN and OUT/],
      [['one.csv', 'copy.txt'], /copy\.txt: expected a name that ends in \.csv or \.csv\.gz/],
      [['one.csv', 'two.csv'], /two\.csv exists, expected a new file or --force/],
      [['one.csv', 'two.csv', 'one.csv', '--force'], /would overwrite the input/],
    ])('refuses %j', async (args, message) => {
      const before = readFileSync(at('two.csv'), 'utf8');
      const { code, stderr } = await genesis([
        'convert',
        ...args.map((arg) => (arg.startsWith('-') ? arg : at(arg))),
      ]);
      expect(code).toBe(2);
      expect(stderr).toMatch(message);
      expect(readFileSync(at('two.csv'), 'utf8')).toBe(before);
    });
  });

  describe('detectors', () => {
    it.each(['calibrated', 'seed'])('lists those of %s with source and settings', async (profile) => {
      const { stdout } = await genesis(['detectors', '--profile', profile, '--json']);
      const listed = JSON.parse(stdout) as { profile: string; detectors: { type: string; source: string }[] };
      expect(listed.profile).toBe(profile);
      expect(listed.detectors.map(({ type }) => type)).toContain('SPOOFING');
      expect(listed.detectors.every(({ source }) => source.length > 0)).toBe(true);
      const text = (await genesis(['detectors', '--profile', profile])).stdout;
      for (const { type } of listed.detectors) expect(text).toContain(`${type}\n`);
    });
  });

  describe('refuses input that it cannot use in one line, with exit code 1:', () => {
    const inputs: [string, () => string | Uint8Array | null][] = [
      ['missing.csv', () => null],
      ['empty.csv', () => ''],
      ['header-only.csv', () => `${linesOf('one.csv')[0]}\n`],
      ['binary.csv', () => Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256)],
      ['wrong-columns.csv', () => 'time,price,size\n1,2,3\n4,5,6\n'],
      ['not-gzip.csv.gz', () => 'bid_price_1\n1\n'],
    ];

    it.each(inputs)('%s', async (name, content) => {
      const bytes = content();
      if (bytes !== null) writeFileSync(at(name), bytes);
      const { code, stdout, stderr } = await genesis(['scan', at(name), '--out', at('refused.jsonl')]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(new RegExp(`^error: \\S*${name}[^\n]+\n$`));
      expect(existsSync(at('refused.jsonl'))).toBe(false);
    });
  });

  it.each([
    [['scan'], /missing required argument 'files'/],
    [['scna', 'x.csv'], /unknown command 'scna'[^]*scan/],
    [['scan', 'one.csv', '--fast'], /unknown option '--fast'/],
    [['scan', 'one.csv', '--profile', 'best'], /Allowed choices are calibrated, seed/],
    [['scan', 'one.csv', '--format', 'xls'], /Allowed choices are csv, lobster/],
    [['scan', 'one.csv', '--symbol', 'A B'], /Expected 1 to 32 letters/],
    [['scan', 'one.csv', '--batch-rows', '0'], /whole number from 1 to/],
    [['scan', 'one.csv', '--from', 'noon'], /Expected a time/],
    [['scan', 'one.csv', '--from', '1704188000', '--to', '1704187000'], /--from is after --to/],
    [['scan', 'one.csv', './one.csv'], /the input \.\/one\.csv is given twice/],
    [['convert', 'a.csv', 'a.csv', 'b.csv'], /the input a\.csv is given twice/],
    [['scan', 'one.csv', '--out', 'one.csv'], /would overwrite the input one\.csv/],
    [['scan', 'one.csv', '--out', 'x', '--report', './x'], /would overwrite --out x/],
    [['simulate', 'x.csv', '--minutes', '-1'], /Expected a number from/],
    [['simulate', 'x.txt'], /expected a name that ends in \.csv/],
    [['detectors', '--profile', ''], /Allowed choices are/],
  ])('answers wrong usage with exit code 2: %j', async (args, message) => {
    const { code, stdout, stderr } = await genesis(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it.each(['scan', 'convert', 'simulate', 'detectors'])('has help with examples for %s', async (command) => {
    const { code, stdout } = await genesis([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples:\n  \\$ genesis ${command}`));
  });

  it('tells a defect from a bad file: stack and exit code 70', async () => {
    const { code, stderr } = await genesis(['detectors'], {
      stdout: () => {
        throw new Error('no such luck');
      },
    });
    expect(code).toBe(70);
    expect(stderr).toMatch(/this is a defect[^]*Error: no such luck\n\s+at /);
  });

  it('draws a progress bar for those who watch', async () => {
    const drawn: string[] = [];
    const terminal = {
      isTTY: true,
      columns: 120,
      write: (text: string) => drawn.push(text) > 0,
    } as unknown as NodeJS.WriteStream;
    await genesis(['scan', at('one.csv')], { terminal });
    expect(drawn.join('')).toMatch(/\d+% \| [\d,]+ rows \| [\d,]+ rows\/s \| ETA \d+ s/);
    drawn.length = 0;
    await genesis(['scan', at('one.csv'), '--quiet'], { terminal });
    expect(drawn).toEqual([]);
  });

  it('leaves no unfinished file behind', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
