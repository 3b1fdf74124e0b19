import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGenesis as genesis } from '../../../../test/support/run-genesis.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'genesis-evaluate-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const SHORT = ['--simulate', '--minutes', '4', '--rate', '8', '--rounds', '4', '--episodes-per-hour', '200'];

describe('genesis evaluate', () => {
  it('prints both profiles side by side, and writes the same figures as JSON and HTML', async () => {
    const outputs = ['--json', at('e.json'), '--html', at('e.html')];
    const { code, stdout, stderr } = await genesis([
      'evaluate',
      ...SHORT,
      '--compare',
      'seed,calibrated',
      ...outputs,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/Source {5}simulated market, ACME/);
    expect(stdout).toMatch(/Profile seed, .*\n[^]*Profile calibrated, [^]*Side by side/);
    expect(stdout).toMatch(/Untouched book: \d+ alerts/);
    const record = JSON.parse(readFileSync(at('e.json'), 'utf8')) as {
      evaluation: { profiles: { profile: string; score: { overall: { recall: number } } }[] };
    };
    expect(record.evaluation.profiles.map(({ profile }) => profile)).toEqual(['seed', 'calibrated']);
    const page = readFileSync(at('e.html'), 'utf8');
    expect(page).toContain('Precision and recall as the least score falls');
    expect(page).toContain(String(record.evaluation.profiles[1].score.overall.recall));
    expect(page).not.toMatch(/NaN|undefined|<script|https?:/);
  });

  it('repeats itself for one seed and not for another', async () => {
    const [first, again, other] = [
      await genesis(['evaluate', ...SHORT]),
      await genesis(['evaluate', ...SHORT]),
      await genesis(['evaluate', ...SHORT, '--seed', '9', '--held-out']),
    ];
    expect(again.stdout).toBe(first.stdout);
    expect(other.stdout).not.toBe(first.stdout);
  });

  it('scores a file against its labels', async () => {
    await genesis(['simulate', at('s.csv'), '--minutes', '4', '--labels', at('s.jsonl')]);
    const { code, stdout } = await genesis(['evaluate', at('s.csv'), '--labels', at('s.jsonl')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Source {5}s\.csv, /);
    expect(stdout).toContain('as labelled');
    expect(stdout).not.toContain('Untouched book');
  });

  it('changes settings of the calibrated profile', async () => {
    const change = ['--set', 'WIDE_SPREAD.maxSpreadOfMid=1.5'];
    const { stdout } = await genesis(['evaluate', ...SHORT, ...change]);
    expect(stdout).toMatch(/WIDE_SPREAD +│ +\d+ │ +0 │/);
  });

  it.each([
    [[], /expected either a file or --simulate/],
    [['x.csv', '--simulate'], /expected either a file or --simulate/],
    [['--simulate', '--labels', 'l.jsonl'], /--labels: expected with a file/],
    [['--simulate', '--set', 'SPOOFING.z=3'], /no setting SPOOFING\.z; allowed are .*minMeans \(a number/],
    [['--simulate', '--set', 'nonsense'], /Expected TYPE\.name=number/],
    [['--simulate', '--compare', 'seed,best'], /Expected names from calibrated, seed/],
    [['--simulate', '--compare', 'seed', '--profile', 'seed'], /cannot be used with/],
    [['--simulate', '--profile', 'seed', '--set', 'SPOOFING.minMeans=3'], /seed keeps the rules/],
    [['--simulate', '--episodes-per-hour', '0'], /Expected a number from 1 to 240/],
    [['--simulate', '--json', 'a.json', '--html', 'a.json'], /would overwrite/],
  ])('refuses %j', async (args, problem) => {
    const { code, stderr } = await genesis(['evaluate', ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(problem);
  });

  it('names the line of a label that is none', async () => {
    writeFileSync(at('bad.jsonl'), '{"id": 1}\n');
    const { code, stderr } = await genesis(['evaluate', at('s.csv'), '--labels', at('bad.jsonl')]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/bad\.jsonl:1: has no id or type/),
    });
  });
});

describe('genesis tune', () => {
  const TUNE = ['tune', ...SHORT, '--detector', 'WIDE_SPREAD', '--param', 'maxSpreadOfMid'];

  it('prints a line for each value and the alerts that come and go', async () => {
    const { code, stdout } = await genesis([...TUNE, '--range', '0.1:1.1:0.5']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/│ 0\.1 \(present\)/);
    expect(stdout).toMatch(/│ 0\.6 /);
    expect(stdout).toMatch(/1\.1 loses\n {2}2024-01-02 .* in WIDE_SPREAD/);
  });

  it('has every alert in its JSON', async () => {
    const { stdout } = await genesis([...TUNE, '--range', '1:1:1', '--json']);
    const { steps } = JSON.parse(stdout) as { steps: { value: number; lost: unknown[]; episodes: number }[] };
    expect(steps.map(({ value }) => value)).toEqual([0.1, 1]);
    expect(steps[1].lost).toHaveLength(steps[1].episodes);
  });

  it.each([
    [['--range', '6:2:1'], /Expected from:to:step/],
    [['--range', '0:1:0.001'], /at most 200 values/],
    [['--range', '0.1:3:0.5'], /maxSpreadOfMid is 2\.1, expected a number from/],
    [['--range', '1:1:1', '--held-out'], /--held-out: what is kept for testing is not for tuning/],
    [['--range', '1:1:1', '--param', 'z'], /no setting z; allowed are/],
    [['--range', '1:1:1', '--detector', 'WALL'], /Allowed choices are SPOOFING/],
  ])('refuses %j', async (args, problem) => {
    const { code, stderr } = await genesis([...TUNE, ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(problem);
  });
});
