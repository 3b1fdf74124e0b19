import { createProfile } from '@genesis/detection';
import { createPipeline } from '@genesis/pipeline';
import { type SnapshotBatch } from '@genesis/market';
import { ListSource } from '../../../../../test/support/list-source.js';
import { type Runtime } from '../../replay/runtime.js';
import { StageClock, STAGES } from './stage-clock.js';
import { timePipeline } from './time-pipeline.js';

const ignore = (): void => undefined;
const parts = { alerts: { raised: ignore, updated: ignore, settled: ignore }, onAnomaly: ignore };
const FIRST_MICROS = 1_700_000_000_000_000;

describe('timePipeline', () => {
  // Each look at the clock takes a millisecond, so that every call counts.
  let nowMs = 0;
  const clock = new StageClock({ nowMs: () => nowMs++ } as Runtime);
  let spent: Record<string, number> = {};
  clock.onSlice((ms) => (spent = Object.fromEntries(STAGES.map((stage, i) => [stage, ms[i]]))));

  async function batchOf(symbol: string): Promise<SnapshotBatch> {
    const rows = [0, 1, 2].map((i) => ({ symbol, tsMicros: FIRST_MICROS + i * 1000 }));
    return (await new ListSource(rows).open().next()).value as SnapshotBatch;
  }

  it('times each part for each row, also after the settings of the detectors changed', async () => {
    const pipeline = timePipeline(createPipeline({ profile: 'calibrated', ...parts }), clock);
    const retuned = createProfile('calibrated', { detectors: {} });
    pipeline.retune(retuned);
    pipeline.retune(retuned);
    clock.begin(null);
    pipeline.process(await batchOf('A'));
    clock.end();
    expect(spent).toMatchObject({ validation: 3, features: 3, regime: 3, messages: 0 });
    // At least a call for each row; what these do by themselves is the detectors' affair.
    expect(spent.detection).toBeGreaterThanOrEqual(3);
  });

  it('keeps from the validator nothing of what it is told, so that it looks again only at what changed', async () => {
    const kindsOfArguments = async (timed: boolean): Promise<string[][]> => {
      const pipeline = createPipeline({ profile: 'calibrated', ...parts });
      const validate = jest.spyOn(pipeline.parts.validator, 'validate');
      if (timed) timePipeline(pipeline, clock);
      pipeline.process(await batchOf('A'));
      return validate.mock.calls.map((given) => given.map((argument) => typeof argument));
    };
    const plain = await kindsOfArguments(false);
    expect(plain[2]).toEqual(['object', 'number', 'function', 'object']);
    expect(await kindsOfArguments(true)).toEqual(plain);
  });
});
