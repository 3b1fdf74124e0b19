import { type CollectedEvidence } from '@genesis/alerts';
import { type AlertMessage } from '@genesis/contracts';
import { type SnapshotBatch } from '@genesis/market';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { ListSource } from '../../../../test/support/list-source.js';
import { ALERT_EXAMPLE } from '../alerts/examples.js';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { parseSettings } from '../config/parse-settings.js';
import { EvidenceCollector } from './evidence-collector.js';
import { RecentEvidence } from './recent-evidence.js';

const settings = parseSettings({ EVIDENCE_ROWS: '4096' });

/** An alert over these rows of `A`. */
function alertOver(id: string, fromSequence: number, toSequence: number): AlertMessage {
  const { evidence } = ALERT_EXAMPLE;
  const window = { ...evidence, from_sequence: fromSequence, to_sequence: toSequence };
  return { ...ALERT_EXAMPLE, id, symbol: 'A', evidence: window };
}

async function batchOf(rows: number): Promise<SnapshotBatch> {
  const listed = Array.from({ length: rows }, (_, row) => ({ symbol: 'A', tsMicros: row * 1_000 }));
  return (await new ListSource(listed, { batchRows: rows }).open().next()).value as SnapshotBatch;
}

describe('EvidenceCollector', () => {
  function collecting(): { bus: SurveillanceBus; collector: EvidenceCollector; told: CollectedEvidence[] } {
    const bus = new SurveillanceBus(new EventEmitter2());
    const collector = new EvidenceCollector(bus, settings);
    const told: CollectedEvidence[] = [];
    collector.onModuleInit();
    bus.on('evidence', 'test', (evidence) => told.push(evidence));
    return { bus, collector, told };
  }

  it('tells the rows of an alert once, after it was raised', async () => {
    const { bus, collector, told } = collecting();
    collector.record({ batch: await batchOf(10), from: 0, to: 10, dueAtMs: null });
    bus.emit('alert', alertOver('a', 3, 7));
    expect(told).toEqual([]);
    collector.collect();
    collector.collect();
    expect(told).toMatchObject([
      {
        alertId: 'a',
        symbol: 'A',
        rowCount: 5,
        complete: true,
        inputHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('tells them anew when the alert reaches farther, and not for a repeat that leaves its window', async () => {
    const { bus, collector, told } = collecting();
    collector.record({ batch: await batchOf(10), from: 0, to: 10, dueAtMs: null });
    bus.emit('alert', alertOver('a', 3, 7));
    collector.collect();
    bus.emit('alert_updated', alertOver('a', 3, 7));
    collector.collect();
    bus.emit('alert_updated', alertOver('a', 3, 9));
    collector.collect();
    expect(told.map(({ toSequence, rowCount }) => [toSequence, rowCount])).toEqual([
      [7, 5],
      [9, 7],
    ]);
  });

  it('has no rows of the time before a jump', async () => {
    const { bus, collector, told } = collecting();
    collector.record({ batch: await batchOf(10), from: 0, to: 10, dueAtMs: null });
    collector.forget();
    bus.emit('alert', alertOver('a', 3, 7));
    collector.collect();
    expect(told).toMatchObject([{ rowCount: 0, complete: false }]);
  });
});

describe('RecentEvidence', () => {
  it('keeps the newest, as many rows as EVIDENCE_ROWS over all of them', () => {
    const bus = new SurveillanceBus(new EventEmitter2());
    const recent = new RecentEvidence(bus, settings);
    recent.onModuleInit();
    const evidence = (alertId: string, rowCount: number): CollectedEvidence => ({
      ...{ alertId, symbol: 'A', fromMicros: 0, toMicros: 1, fromSequence: 1, toSequence: rowCount },
      ...{ rowCount, complete: true, inputHash: '', rows: new Uint8Array() },
    });
    for (const [id, rows] of [
      ['a', 2_000],
      ['b', 2_000],
      ['a', 96],
    ] as const)
      bus.emit('evidence', evidence(id, rows));
    expect([recent.find('a')?.rowCount, recent.find('b')?.rowCount]).toEqual([96, 2_000]);
    bus.emit('evidence', evidence('c', 2_001));
    expect(['a', 'b', 'c'].filter((id) => recent.find(id) !== undefined)).toEqual(['a', 'c']);
    bus.emit('evidence', evidence('d', 5_000));
    expect(['a', 'b', 'c', 'd'].filter((id) => recent.find(id) !== undefined)).toEqual([]);
  });
});
