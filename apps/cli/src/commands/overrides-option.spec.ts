import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CliOutcome, runGenesis } from '../../../../test/support/run-genesis.js';

describe('--overrides', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'genesis-overrides-'));
    await genesis('simulate', at('book.csv'), '--seed', '3', '--minutes', '3');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const at = (name: string): string => join(folder, name);

  const genesis = (...args: string[]): Promise<CliOutcome> => runGenesis(args);

  function overrides(content: unknown): string {
    writeFileSync(at('detection.json'), typeof content === 'string' ? content : JSON.stringify(content));
    return at('detection.json');
  }

  async function scanned(...more: string[]): Promise<{ configuration: string; alerts: number }> {
    const { stdout: text } = await genesis('scan', at('book.csv'), '--json', '--quiet', ...more);
    return JSON.parse(text) as { configuration: string; alerts: number };
  }

  it('changes what a scan finds, and the configuration that it names', async () => {
    const keen = overrides({ detectors: { WIDE_SPREAD: { maxSpreadOfMid: 0.0001, exitShare: 1 } } });
    const [usual, changed] = [await scanned(), await scanned('--overrides', keen)];
    expect(changed.configuration).not.toBe(usual.configuration);
    expect(changed.alerts).toBeGreaterThan(usual.alerts);
  });

  it('goes under --set where a profile is tuned', async () => {
    const file = overrides({ detectors: { HEAVY_IMBALANCE: { enterZ: 4, holdSeconds: 1 } } });
    const args = [
      'tune',
      at('book.csv'),
      '--detector',
      'HEAVY_IMBALANCE',
      '--param',
      'enterZ',
      '--range',
      '5:5:1',
    ];
    const present = async (...more: string[]): Promise<number> => {
      const { stdout: text } = await genesis(
        ...args,
        '--json',
        '--rounds',
        '1',
        '--overrides',
        file,
        ...more,
      );
      return (JSON.parse(text) as { present: number }).present;
    };
    expect(await present()).toBe(4);
    expect(await present('--set', 'HEAVY_IMBALANCE.enterZ=2')).toBe(2);
  });

  it.each<[string, string, unknown, RegExp]>([
    [
      'an unknown setting',
      'calibrated',
      { detectors: { SPOOFING: { minMean: 2 } } },
      /^error: --overrides .*detection\.json:\n {2}no setting SPOOFING\.minMean \(did you mean minMeans\?\)/,
    ],
    ['no JSON', 'calibrated', '{', /is no JSON/],
    ['profile seed', 'seed', { detectors: { SPOOFING: { minMeans: 2 } } }, /takes no changed settings/],
  ])('is refused with %s', async (_what, profile, content, message) => {
    const file = overrides(content);
    const { code, stderr } = await genesis('scan', at('book.csv'), '--profile', profile, '--overrides', file);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('is refused where there is no such file', async () => {
    const { code, stderr } = await genesis('scan', at('book.csv'), '--overrides', at('none.json'));
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be read');
  });
});
