import { type SnapshotMessage } from '@genesis/contracts';
import { microsFromSeconds, type SnapshotBatch } from '@genesis/market';
import { createPipeline } from '@genesis/pipeline';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { ListSource } from '../../../../test/support/list-source.js';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { parseSettings } from '../config/parse-settings.js';
import { EvidenceCollector } from '../evidence/evidence-collector.js';
import { StageClock } from '../monitoring/stages/stage-clock.js';
import { Runtime } from '../replay/runtime.js';
import { AnalyticsService } from './analytics.service.js';
import { SnapshotStore } from './snapshot-store.js';

const ignore = (): void => undefined;

describe('AnalyticsService', () => {
  const bus = new SurveillanceBus(new EventEmitter2());
  const store = new SnapshotStore(parseSettings({}));
  const alerts = { raised: ignore, updated: ignore, settled: ignore };
  const pipeline = createPipeline({ profile: 'seed', alerts, onAnomaly: ignore });
  const evidence = new EvidenceCollector(bus, parseSettings({}));
  const service = new AnalyticsService(bus, pipeline, store, evidence, new StageClock(new Runtime()));
  const emitted: SnapshotMessage[] = [];
  service.onModuleInit();
  bus.on('snapshots', 'test', ({ snapshots }) => emitted.push(...snapshots));

  const source = (): ListSource =>
    new ListSource(
      [1, 2, 3, 4].map((second) => ({ symbol: 'A', tsMicros: microsFromSeconds(1_700_000_000 + second) })),
    );

  async function firstBatch(): Promise<SnapshotBatch> {
    return (await source().open().next()).value as SnapshotBatch;
  }

  beforeEach(() => {
    emitted.length = 0;
    bus.emit('stream_reset', { reason: 'test' });
  });

  it('turns the rows of a slice, and only those, into snapshots that outlive the batch', async () => {
    const batch = await firstBatch();
    bus.emit('batch', { batch, from: 0, to: 1, dueAtMs: 5 });
    expect(emitted.map(({ sequence }) => sequence)).toEqual([1]);
    bus.emit('batch', { batch, from: 1, to: 4, dueAtMs: 6 });
    batch.rows.fill(NaN);
    expect(emitted.map(({ timestamp }) => timestamp - 1_700_000_000)).toEqual([1, 2, 3, 4]);
    expect(emitted[3]).toMatchObject({ symbol: 'A', best_bid: 100, best_ask: 100.01, sequence: 4 });
    expect(store.recent('A', 10)).toEqual(emitted);
  });

  it('forgets the stream when it jumps', async () => {
    bus.emit('batch', { batch: await firstBatch(), from: 0, to: 4, dueAtMs: 0 });
    expect(store.symbols()).toEqual(['A']);
    bus.emit('stream_reset', { reason: 'seek' });
    expect(store.symbols()).toEqual([]);
    expect(service.detectorReports().every(({ symbols }) => Object.keys(symbols).length === 0)).toBe(true);
  });

  it('starts anew when a source numbers its symbols anew', async () => {
    bus.emit('batch', { batch: await firstBatch(), from: 0, to: 4, dueAtMs: 0 });
    const reset = jest.spyOn(pipeline, 'reset');
    bus.emit('batch', { batch: await firstBatch(), from: 0, to: 4, dueAtMs: 0 });
    expect(reset).toHaveBeenCalledTimes(1);
    expect(emitted).toHaveLength(8);
  });
});
