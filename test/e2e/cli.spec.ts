import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { until } from './until.js';

const ROOT = join(__dirname, '..', '..');
const GENESIS = join(ROOT, 'apps', 'cli', 'bin', 'genesis.js');
const AAPL = join(ROOT, '..', 'shared', 'data', 'l2', 'AAPL_2012-06-21.csv.gz');

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
const at = (name: string): string => join(folder, name);
const linesOf = (name: string): string[] => readFileSync(at(name), 'utf8').split('\n').slice(0, -1);

function start(...args: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [GENESIS, ...args], { cwd: folder });
}

async function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (texts.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (texts.stderr += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
}

function genesis(...args: string[]): Promise<Outcome> {
  return outcomeOf(start(...args));
}

describe('genesis as a process', () => {
  beforeAll(() => {
    execFileSync(process.execPath, [join(ROOT, 'scripts', 'ensure-built.mjs')], { stdio: 'pipe' });
    folder = mkdtempSync(join(tmpdir(), 'genesis-cli-'));
    const session = [
      'session.csv',
      '--labels',
      'labels.jsonl',
      '--seed',
      '7',
      '--minutes',
      '20',
      '--symbols',
      '2',
    ];
    execFileSync(process.execPath, [GENESIS, 'simulate', ...session], { cwd: folder });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints its version and help on stdout', async () => {
    await expect(genesis('--version')).resolves.toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    const { code, stdout } = await genesis('scan', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('$ genesis scan AAPL_2012-06-21.csv.gz');
  });

  it('scans into whole files and a summary that agrees with them', async () => {
    const files = ['--out', 'alerts.jsonl', '--anomalies', 'anomalies.jsonl', '--report', 'report.html'];
    const { code, stdout, stderr } = await genesis('scan', 'session.csv', '--json', ...files);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const summary = JSON.parse(stdout) as { alerts: number; anomalies: number; rows: { read: number } };
    expect(summary.rows.read).toBe(linesOf('session.csv').length - 1);
    expect(summary.alerts).toBeGreaterThan(0);
    const alerts = linesOf('alerts.jsonl').map((line) => JSON.parse(line) as { timestamp: number });
    expect(alerts).toHaveLength(summary.alerts);
    expect(Object.keys(alerts[0]).slice(0, 7)).toEqual([
      'timestamp',
      'symbol',
      'type',
      'side',
      'severity',
      'score',
      'message',
    ]);
    const times = alerts.map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(linesOf('anomalies.jsonl')).toHaveLength(summary.anomalies);
    expect(readFileSync(at('report.html'), 'utf8')).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('refuses input that breaks off, in one line, and leaves no half of a file', async () => {
    writeFileSync(at('cut.csv.gz'), gzipSync(readFileSync(at('session.csv'))));
    truncateSync(at('cut.csv.gz'), Math.floor(statSync(at('cut.csv.gz')).size / 2));
    const { code, stdout, stderr } = await genesis('scan', 'cut.csv.gz', '--out', 'refused.jsonl');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: cut\.csv\.gz[^\n]+\n$/);
    expect(readdirSync(folder).filter((name) => name.startsWith('refused'))).toEqual([]);
  });

  it('answers wrong usage with exit code 2', async () => {
    const { code, stdout, stderr } = await genesis('scan', 'session.csv', '--profile', 'best');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Allowed choices are calibrated, seed.');
  });

  it('says before the work that an output cannot be written', async () => {
    const { code, stderr } = await genesis('scan', 'session.csv', '--out', 'no/such/alerts.jsonl');
    expect(code).toBe(1);
    expect(stderr).toBe('error: no/such/alerts.jsonl: cannot be written: its folder does not exist\n');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves whole files after %s', async (signal) => {
    const endless = ['--minutes', '5000', '--rate', '1000', '--symbols', '3'];
    const simulated = start('simulate', `long-${signal}.csv`, '--labels', `long-${signal}.jsonl`, ...endless);
    const simulation = outcomeOf(simulated);
    // So long that the scan of it takes seconds, and is in its middle when it is interrupted.
    const part = at(`long-${signal}.csv.part`);
    await until(() => existsSync(part) && statSync(part).size > 40_000_000);
    simulated.kill(signal);
    expect(await simulation).toMatchObject({ code: 130, stdout: expect.stringContaining('interrupted') });
    const rows = linesOf(`long-${signal}.csv`);
    expect(rows[rows.length - 1].split(',')).toHaveLength(rows[0].split(',').length);

    const scanning = start(
      'scan',
      `long-${signal}.csv`,
      '--batch-rows',
      '1',
      '--out',
      `cut-${signal}.jsonl`,
      '--json',
    );
    const scan = outcomeOf(scanning);
    await until(() => existsSync(at(`cut-${signal}.jsonl.part`)));
    scanning.kill(signal);
    const { code, stdout } = await scan;
    expect(code).toBe(130);
    const summary = JSON.parse(stdout) as { interrupted: boolean; alerts: number; rows: { read: number } };
    expect(summary.interrupted).toBe(true);
    expect(summary.rows.read).toBeLessThan(rows.length - 1);
    const alerts = linesOf(`cut-${signal}.jsonl`).map((line) => JSON.parse(line) as unknown);
    expect(alerts).toHaveLength(summary.alerts);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('does not mind a reader that has seen enough', async () => {
    const child = start('detectors');
    child.stdout.destroy();
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });

  (existsSync(AAPL) ? it : it.skip)(
    'reads every row of a real hour, and the converted copy alike',
    async () => {
      const scan = await genesis('scan', AAPL, '--json', '--out', 'real.jsonl');
      expect(JSON.parse(scan.stdout)).toMatchObject({ rows: { read: 72_909 }, symbols: { AAPL: 72_909 } });
      expect(await genesis('convert', AAPL, 'copy.csv.gz')).toMatchObject({ code: 0 });
      await genesis('scan', 'copy.csv.gz', '--symbol', 'AAPL', '--trades', 'none', '--out', 'copy.jsonl');
      await genesis('scan', AAPL, '--trades', 'none', '--out', 'real.jsonl');
      expect(readFileSync(at('copy.jsonl'), 'utf8')).toBe(readFileSync(at('real.jsonl'), 'utf8'));
    },
  );
});
