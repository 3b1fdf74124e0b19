import { createFeatureEngine, FEATURE_COUNT } from '@genesis/analytics';
import { PROFILES, type AlertMessage, type AnomalyMessage } from '@genesis/contracts';
import { createProfile, type BookView, type DetectionProfile } from '@genesis/detection';
import { createSimulatedSource } from '@genesis/ingest';
import {
  ALL_CHANGED,
  ASK_PRICE,
  BID_VOLUME,
  PreviousRow,
  ROW_STRIDE,
  seededRandom,
  type SnapshotBatch,
} from '@genesis/market';
import { createRowValidator, type RowValidator } from '@genesis/validation';
import { createAlertManager } from '@genesis/alerts';
import { createPipeline } from './create-pipeline.js';
import { type PipelineParts } from './pipeline-parts.js';
import { SurveillancePipeline } from './surveillance-pipeline.js';

/** Spoils one row in about 40: a lost level, a size that is none, a crossed book, or a row that comes again. */
function spoil(batch: SnapshotBatch, random: () => number): void {
  for (let row = 1; row < batch.length; row++) {
    const at = row * ROW_STRIDE;
    const kind = Math.floor(random() * 160);
    if (kind === 0) batch.rows[at + ASK_PRICE + 4] = NaN;
    if (kind === 1) batch.rows[at + BID_VOLUME + 3] = -5;
    if (kind === 2) batch.rows[at + ASK_PRICE] /= 2;
    if (kind === 3) batch.rows.copyWithin(at, at - ROW_STRIDE, at);
  }
}

/** Parts that are told of every row that everything may have changed. */
function toldEverything(parts: PipelineParts): PipelineParts {
  return {
    ...parts,
    validator: deafValidator(parts.validator),
    features: (profile) => {
      const engine = createFeatureEngine(profile);
      return {
        reset: () => {
          engine.reset();
        },
        update: (...args) => {
          const previous = new PreviousRow();
          previous.copy(args[7]!);
          args[7] = previous;
          engine.update(...args);
        },
      };
    },
    profile: deafProfile(parts.profile),
  };
}

function deafValidator(validator: RowValidator): RowValidator {
  return new Proxy(validator, {
    get: (target, name) => {
      if (name === 'validate')
        return (...[batch, row, sink]: Parameters<RowValidator['validate']>) =>
          target.validate(batch, row, sink);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function deafProfile(profile: DetectionProfile): DetectionProfile {
  return {
    ...profile,
    create: (symbol) => {
      const detectors = profile.create(symbol);
      return {
        get dueMicros() {
          return detectors.dueMicros;
        },
        observe: (view, raise) =>
          detectors.observe(
            new Proxy(view, {
              get: (target, name) => (name === 'changes' ? ALL_CHANGED : target[name as keyof BookView]),
            }),
            raise,
          ),
        advance: (tsMicros, raise) => {
          detectors.advance(tsMicros, raise);
        },
        statuses: () => detectors.statuses(),
        resetWindows: () => {
          detectors.resetWindows();
        },
      };
    },
  };
}

async function run(
  profile: (typeof PROFILES)[number],
  change: (parts: PipelineParts) => PipelineParts,
): Promise<{ alerts: AlertMessage[]; anomalies: AnomalyMessage[]; features: number[]; signals: number[] }> {
  const alerts: AlertMessage[] = [];
  const anomalies: AnomalyMessage[] = [];
  const features: number[] = [];
  const signals: number[] = [];
  const ignore = (): void => undefined;
  const sink = { raised: ignore, updated: ignore, settled: (alert: AlertMessage) => alerts.push(alert) };
  const { parts } = createPipeline({
    profile,
    alerts: sink,
    onAnomaly: (anomaly) => anomalies.push(anomaly),
  });
  const pipeline = new SurveillancePipeline(
    change({
      ...parts,
      validator: createRowValidator(),
      profile: createProfile(profile),
      alerts: createAlertManager(sink),
    }),
  );
  const random = seededRandom(17);
  const source = createSimulatedSource({ seed: 4, symbols: 2, rate: 20, durationMicros: 100_000_000 });
  for await (const batch of source.open()) {
    spoil(batch, random);
    pipeline.process(batch);
    features.push(...pipeline.results.features.subarray(0, batch.length * FEATURE_COUNT));
    signals.push(...pipeline.results.signals.subarray(0, batch.length));
  }
  pipeline.finish();
  return { alerts, anomalies, features, signals };
}

describe('what a row changed', () => {
  it.each(PROFILES)('saves work and changes nothing that comes out (%s)', async (profile) => {
    const [spared, whole] = [await run(profile, (parts) => parts), await run(profile, toldEverything)];
    expect(spared.alerts.length).toBeGreaterThan(0);
    expect(spared.anomalies.length).toBeGreaterThan(20);
    expect(spared).toEqual(whole);
  });
});
