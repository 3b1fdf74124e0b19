import {
  ClusteredRegimeModel,
  type RegimeModel,
  type RegimeTrainer,
  trainRegimes,
} from '@genesis/clustering';
import { type AlertMessage, type SnapshotMessage } from '@genesis/contracts';
import { createSimulatedSource } from '@genesis/ingest';
import { createPipeline } from './create-pipeline.js';
import { snapshotMessage } from './snapshot-message.js';

const SESSION = { seed: 5, symbols: 2, rate: 20, durationMicros: 240_000_000, regimePhases: true };
const SETTINGS = { trainEvents: 1_000 };

interface Outcome {
  readonly alerts: string;
  readonly snapshots: string;
  readonly trainings: number;
}

/** A simulated session in batches of `batchRows`, each cut in slices of `slice` rows. */
async function play(
  batchRows: number,
  slice: number,
  model: RegimeModel,
  trainings: () => number,
): Promise<Outcome> {
  const alerts: AlertMessage[] = [];
  const snapshots: SnapshotMessage[] = [];
  const keep = (alert: AlertMessage): void => void alerts.push(alert);
  const sink = { raised: keep, updated: keep, settled: keep };
  const pipeline = createPipeline({
    profile: 'calibrated',
    regimes: model,
    alerts: sink,
    onAnomaly: () => undefined,
  });
  for await (const batch of createSimulatedSource({ ...SESSION, batchRows }).open()) {
    for (let from = 0; from < batch.length; from += slice) {
      const to = Math.min(batch.length, from + slice);
      pipeline.process(batch, from, to);
      for (let row = from; row < to; row++) snapshots.push(snapshotMessage(batch, pipeline.results, row));
    }
  }
  pipeline.finish();
  return { alerts: JSON.stringify(alerts), snapshots: JSON.stringify(snapshots), trainings: trainings() };
}

function clustered(trainer?: RegimeTrainer): [RegimeModel, () => number] {
  let trainings = 0;
  const model = new ClusteredRegimeModel({
    settings: SETTINGS,
    onModel: () => trainings++,
    ...(trainer !== undefined && { trainer }),
  });
  return [model, () => trainings];
}

/** As a worker that is fast: the model is there long before it is wanted, a copy that went through messages. */
const EAGER: RegimeTrainer = {
  begin(job) {
    const model = structuredClone(trainRegimes(structuredClone(job)));
    return { take: () => model, cancel: () => undefined };
  },
};

describe('regimes in the pipeline', () => {
  let whole: Outcome;
  beforeAll(async () => {
    whole = await play(1024, 1024, ...clustered());
  }, 60_000);

  it('are learnt on the way, more than once', () => {
    expect(whole.trainings).toBeGreaterThan(4);
    expect(whole.snapshots).toContain('"market_regime":"MANIPULATION_SUSPECTED"');
  });

  it.each([
    ['one row at a time', 64, 1, clustered()],
    ['in odd slices, with a worker that is always in time', 700, 37, clustered(EAGER)],
  ])(
    'give the same alerts and snapshots, byte for byte: %s',
    async (_, batchRows, slice, [model, trainings]) => {
      const other = await play(batchRows, slice, model, trainings);
      expect(other.alerts).toBe(whole.alerts);
      expect(other.snapshots).toBe(whole.snapshots);
    },
    60_000,
  );

  it('never enter an alert: without regimes the alerts are the same, byte for byte, and so genesis verify needs none', async () => {
    const none: RegimeModel = {
      name: 'none',
      create: () => ({ classify: () => 0, noteDetection: () => undefined, reset: () => undefined }),
      reset: () => undefined,
    };
    expect((await play(1024, 1024, none, () => 0)).alerts).toBe(whole.alerts);
  }, 60_000);
});
