import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, ROW_STRIDE } from '@genesis/market';
import { quietBatch } from '../../../test/support/quiet-batch.js';
import { evidenceSnapshots } from './evidence-snapshots.js';

describe('evidenceSnapshots', () => {
  const rows = quietBatch(5, (row, index) => {
    if (index === 1) row[BID_VOLUME] += 7; // 7 more at the touch: OFI 7
    if (index === 2) row[BID_PRICE] = 200; // crosses: quarantined
    if (index === 3) row[ASK_VOLUME + 9] = -1; // repaired
    if (index === 4) row[ASK_PRICE + 9] = NaN; // absent
  }).rows;
  const snapshots = evidenceSnapshots(rows, 42, 'calibrated');

  it('numbers the rows so that the last one has the number given', () => {
    expect(snapshots.map(({ sequence }) => sequence)).toEqual([38, 39, 40, 41, 42]);
    expect(snapshots[1].timestamp).toBe(1_700_000_000.1);
  });

  it('has the features of each row, and no flow into the first one', () => {
    expect(snapshots[0]).toMatchObject({ best_bid: 99.99, best_ask: 100.01, mid_price: 100, ofi: null });
    expect(snapshots[0].spread).toBeCloseTo(0.02, 10);
    expect(snapshots[1]).toMatchObject({ ofi: 7, outcome: 'ACCEPTED', quality: [] });
    const depth = snapshots[1].bid_volumes.reduce((sum: number, volume) => sum + (volume ?? 0), 0);
    expect(snapshots[1].total_bid_volume).toBe(depth);
  });

  it('shows what came from the source, and says what validation made of it', () => {
    expect(snapshots[2]).toMatchObject({ outcome: 'QUARANTINED', mid_price: null, obi: null, ofi: null });
    expect(snapshots[2].bid_prices[0]).toBe(200);
    expect(snapshots[3]).toMatchObject({ outcome: 'ACCEPTED', quality: ['REPAIRED', 'DEGRADED'] });
    expect(snapshots[3].ask_volumes[9]).toBe(-1);
    expect(snapshots[4].ask_prices[9]).toBeNull();
  });

  it('leaves the rows as they are, and can do without any', () => {
    const copy = rows.slice(0, ROW_STRIDE * 5);
    evidenceSnapshots(rows, 42, 'seed');
    expect(rows).toEqual(copy);
    expect(evidenceSnapshots(new Float64Array(0), 42, 'seed')).toEqual([]);
  });
});
