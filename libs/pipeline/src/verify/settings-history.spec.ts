import { type AlertMessage } from '@genesis/contracts';
import { createProfile, type DetectionProfile, overridesOf, type ProfileOverrides } from '@genesis/detection';
import { createSimulatedSource } from '@genesis/ingest';
import { type SnapshotBatch } from '@genesis/market';
import fc from 'fast-check';
import { AlertRecorder } from '../../testing/alert-recorder.js';
import { BatchSource, rowsOfSymbol } from '../../testing/batch-source.js';
import { type StoredAlert } from './stored-alert.js';
import { type Verification } from './verification.js';
import { verifyAlerts } from './verify-alerts.js';

const SESSION = { seed: 11, symbols: 2, rate: 20, durationMicros: 150_000_000, episodeIntervalSeconds: 20 };
const ROOM = 8_192;

/** Fires far more often, waits for explanations another time, and has other windows. */
const KEEN: ProfileOverrides = {
  detectors: {
    SPOOFING: { minMeans: 1.5, rarePerHour: 600, explanationSeconds: 0.5 },
    LAYERING: { explanationSeconds: 0.5, minPrices: 2, minMeans: 2 },
    HEAVY_IMBALANCE: { enterZ: 1.5, holdSeconds: 1, refractorySeconds: 1 },
    DEPTH_SHOCK: { minDrop: 0.1, minStrength: 0.3, minLevels: 3, windowSeconds: 2, shrinkShare: 0.05 },
    LIQUIDITY_GAP: { tinyOfMedian: 0.2, minFall: 2, minHoldSeconds: 0.1 },
    MOMENTUM_IGNITION: { minLargeMoves: 0.5, largeMoveQuantile: 0.7, minRetraced: 0.3 },
  },
};
const SLOW: ProfileOverrides = {
  detectors: { SPOOFING: { explanationSeconds: 8 }, HEAVY_IMBALANCE: { enterZ: 6 } },
};
const ONE_SYMBOL: ProfileOverrides = { ...SLOW, symbols: { ACME: { SPOOFING: { minMeans: 1 } } } };
const PROFILES: readonly DetectionProfile[] = [{}, KEEN, SLOW, ONE_SYMBOL].map((overrides) =>
  createProfile('calibrated', overrides),
);

/** By configuration, as a database keeps them. */
const KNOWN = new Map(
  PROFILES.map((profile) => [profile.configurationOf('ACME'), overridesOf(profile, 'ACME')]),
);

describe('alerts of a stream whose settings are changed while it runs', () => {
  let rows: SnapshotBatch;

  beforeAll(async () => {
    rows = await rowsOfSymbol(createSimulatedSource(SESSION), 'ACME', ROOM);
  });

  /** Alerts of ACME, raised among others; `changes` says which profile comes with which batch. */
  async function record(
    changes: ReadonlyMap<number, DetectionProfile>,
    batchRows: number,
  ): Promise<StoredAlert[]> {
    const recorder = new AlertRecorder(PROFILES[0]);
    await recorder.play(createSimulatedSource({ ...SESSION, batchRows }).open(), (batch) => {
      const profile = changes.get(batch);
      if (profile !== undefined) recorder.pipeline.retune(profile);
    });
    recorder.pipeline.finish();
    return recorder.alerts.filter(({ document }) => document.includes('"symbol":"ACME"'));
  }

  function verify(alerts: readonly StoredAlert[], known: typeof KNOWN): Promise<Verification[]> {
    return verifyAlerts(alerts, {
      openSource: () => new BatchSource(rows),
      profileOf: createProfile,
      overridesOf: (_name, configuration) => known.get(configuration),
    });
  }

  function evidenceOf(alerts: readonly StoredAlert[]): AlertMessage['evidence'][] {
    return alerts.map(({ document }) => (JSON.parse(document) as AlertMessage).evidence);
  }

  it('names every configuration since the state began, and the rows from which they were in force', async () => {
    const alerts = await record(new Map([[40, PROFILES[1]]]), 100);
    const [before, after] = [PROFILES[0].configuration, PROFILES[1].configuration];
    const found = evidenceOf(alerts);
    expect(new Set(found.map(({ configuration }) => configuration))).toEqual(new Set([before, after]));
    for (const evidence of found) {
      if (evidence.configuration === before && evidence.configurations === undefined) continue;
      const [first, second] = evidence.configurations ?? [];
      const { state_from_sequence, state_from } = evidence;
      expect(first).toEqual({ configuration: before, from_sequence: state_from_sequence, from: state_from });
      expect(second.configuration).toBe(after);
      // 4,000 rows of two symbols were played by then, of 6,000.
      expect(Math.abs(second.from_sequence - 2_000)).toBeLessThan(250);
      expect(evidence.to_sequence).toBeGreaterThanOrEqual(second.from_sequence - 1);
    }
  });

  it('stay warm: what was learnt before the change counts after it', async () => {
    const alerts = await record(new Map([[25, PROFILES[1]]]), 100);
    const soon = evidenceOf(alerts).filter(({ configurations, to_sequence: to }) => {
      const from = configurations?.[1].from_sequence ?? Infinity;
      return to >= from && to < from + 300;
    });
    expect(soon.length).toBeGreaterThan(0);
  });

  it('come out again byte for byte where the changed settings are known, and only there', async () => {
    const alerts = await record(
      new Map([
        [15, PROFILES[1]],
        [40, PROFILES[2]],
      ]),
      100,
    );
    const verified = await verify(alerts, KNOWN);
    expect(new Set(verified.map(({ verdict }) => verdict))).toEqual(new Set(['SAME']));
    const unknown = await verify(alerts, new Map());
    const changed = evidenceOf(alerts).filter(({ configurations }) => configurations !== undefined).length;
    expect(changed).toBeGreaterThan(3);
    expect(unknown.filter(({ verdict }) => verdict === 'OTHER_CONFIGURATION').length).toBeGreaterThanOrEqual(
      changed,
    );
    expect(unknown.find(({ verdict }) => verdict === 'OTHER_CONFIGURATION')?.reason).toContain(
      `raised with configuration ${PROFILES[1].configuration} of profile calibrated`,
    );
  });

  it('say nothing of a change that came back before a row, or that is another symbol’s', async () => {
    const others = createProfile('calibrated', { symbols: { OTHER: { SPOOFING: { minMeans: 9 } } } });
    const recorder = new AlertRecorder(PROFILES[0]);
    await recorder.play(createSimulatedSource({ ...SESSION, batchRows: 100 }).open(), (batch) => {
      if (batch !== 30) return;
      for (const profile of [PROFILES[1], PROFILES[2], PROFILES[0], others])
        recorder.pipeline.retune(profile);
    });
    recorder.pipeline.finish();
    const found = evidenceOf(recorder.alerts);
    expect(found.length).toBeGreaterThan(3);
    expect(found.every(({ configurations }) => configurations === undefined)).toBe(true);
    expect(new Set(found.map(({ configuration }) => configuration))).toEqual(
      new Set([PROFILES[0].configuration]),
    );
    const plain = await new AlertRecorder(PROFILES[0]).play(createSimulatedSource(SESSION).open());
    plain.pipeline.finish();
    expect(recorder.alerts).toEqual(plain.alerts);
  });

  it('come out again wherever settings are changed', async () => {
    const change = fc.tuple(fc.integer({ min: 1, max: 45 }), fc.constantFrom(...PROFILES));
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 4 }),
        fc.integer({ min: 50, max: 400 }),
        async (changes, batchRows) => {
          const verified = await verify(await record(new Map(changes), batchRows), KNOWN);
          expect(verified.filter(({ verdict }) => verdict !== 'SAME')).toEqual([]);
        },
      ),
      { numRuns: 8, seed: 5 },
    );
  });

  it('with a history that cannot be read are told so', async () => {
    const [alert] = await record(new Map(), 100);
    const parsed = JSON.parse(alert.document) as AlertMessage;
    const broken = { ...parsed, evidence: { ...parsed.evidence, configurations: [{ configuration: 'x' }] } };
    const [verified] = await verify([{ ...alert, document: JSON.stringify(broken) }], KNOWN);
    expect(verified).toMatchObject({
      verdict: 'DIFFERENT',
      reason: expect.stringContaining('no usable field "evidence.configurations"'),
    });
  });
});
