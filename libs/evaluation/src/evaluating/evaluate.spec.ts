import { createProfile } from '@genesis/detection';
import { createSimulatedSource } from '@genesis/ingest';
import { evaluate, type MaterialRequest, prepareMaterial } from './evaluate.js';
import { ABLATIONS, withAblation } from './ablations.js';
import { type Material } from './prepare-stretches.js';
import { tune } from './tune.js';

function request(parts: Partial<MaterialRequest> = {}): MaterialRequest {
  const source = createSimulatedSource({
    seed: 2,
    rate: 10,
    symbols: 1,
    durationMicros: 300_000_000,
    episodes: false,
    benign: false,
  });
  return { source, injection: { seed: 1, episodesPerHour: 240 }, rounds: 2, ...parts };
}

const PROFILES = [createProfile('seed'), createProfile('calibrated')];

describe('evaluate', () => {
  it('gives the same figures for the same request', async () => {
    const first = await evaluate({ ...request(), profiles: PROFILES });
    expect(await evaluate({ ...request(), profiles: PROFILES })).toEqual(first);
    expect(first).toMatchObject({ symbol: 'ACME', labels: 'injected', rounds: 2, cut: false });
    expect(first.profiles.map(({ profile }) => profile)).toEqual(['seed', 'calibrated']);
    const [seed, calibrated] = first.profiles;
    expect(calibrated.score.overall.precision).toBeGreaterThan(seed.score.overall.precision ?? 1);
    expect(calibrated.score.episodes).toBe(seed.score.episodes);
    expect(calibrated.untouched).not.toBeNull();
  });

  it('scores given labels on the rows as they are', async () => {
    const label = {
      id: '1',
      type: 'SPOOFING',
      kind: null,
      side: 'bid',
      start: 0,
      end: 1,
      difficulty: 'easy',
    };
    const { labels, rounds, profiles } = await evaluate({
      ...request({ labels: [label] }),
      profiles: [createProfile('calibrated')],
    });
    expect({ labels, rounds }).toEqual({ labels: 'given', rounds: 1 });
    expect(profiles[0].untouched).toBeNull();
    expect(profiles[0].score).toMatchObject({ episodes: 1, overall: { recall: 0 } });
  });

  it('leaves out profiles that had not begun when it was interrupted', async () => {
    const { profiles } = await evaluate({ ...request(), profiles: PROFILES, signal: AbortSignal.abort() });
    expect(profiles).toEqual([]);
  });
});

describe('ABLATIONS', () => {
  it('each change the calibrated profile, and nothing that it does not have', () => {
    const usual = createProfile('calibrated').configuration;
    for (const ablation of ABLATIONS) {
      const changed = createProfile('calibrated', withAblation({}, ablation));
      expect({ rule: ablation.rule, same: changed.configuration === usual }).toEqual({
        rule: ablation.rule,
        same: false,
      });
    }
    expect(new Set(ABLATIONS.map(({ rule }) => rule)).size).toBe(ABLATIONS.length);
  });

  it('go over other changed settings', () => {
    const overrides = { detectors: { SPOOFING: { minMeans: 3, explanationSeconds: 2 } } };
    const [wait] = ABLATIONS;
    expect(withAblation(overrides, wait).detectors).toEqual({
      SPOOFING: { minMeans: 3, explanationSeconds: 0 },
    });
  });
});

describe('tune', () => {
  let material: Material;
  beforeAll(async () => (material = await prepareMaterial(request())));
  const common = { profile: 'calibrated', detector: 'WIDE_SPREAD', param: 'maxSpreadOfMid' } as const;

  it('tells for each value what comes and goes against the present one', async () => {
    const tuning = await tune({ ...common, material, values: [1, 0.05] });
    expect(tuning).toMatchObject({ detector: 'WIDE_SPREAD', param: 'maxSpreadOfMid', present: 0.1 });
    expect(tuning.steps.map(({ value, present }) => [value, present])).toEqual([
      [0.05, false],
      [0.1, true],
      [1, false],
    ]);
    const [, present, none] = tuning.steps;
    expect(present).toMatchObject({ recall: 1, gained: [], lost: [], alerts_per_hour: 0 });
    expect(present.episodes).toBeGreaterThan(0);
    expect(none).toMatchObject({ recall: 0, precision: null, gained: [] });
    expect(none.lost).toHaveLength(present.episodes);
    expect(none.lost[0]).toMatchObject({ verdict: 'true', episode: 'WIDE_SPREAD' });
  });

  it.each([
    [{ detector: 'ICEBERG' }, /has no detector ICEBERG; allowed are SPOOFING/],
    [{ param: 'z' }, /WIDE_SPREAD has no setting z; allowed are maxSpreadOfMid, exitShare/],
    [{ values: [9] }, /maxSpreadOfMid is 9, expected a number from/],
    [{ profile: 'seed', param: 'max_spread_of_mid' }, /seed keeps the rules/],
  ] as const)('refuses %j', async (parts, problem) => {
    await expect(tune({ ...common, material, values: [0.2], ...parts })).rejects.toThrow(problem);
  });
});
