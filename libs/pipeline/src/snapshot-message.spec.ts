import { createFeatureEngine, FEATURE_COUNT } from '@genesis/analytics';
import { QUALITY_FLAGS, REGIMES, signalBit } from '@genesis/contracts';
import { ROW_STRIDE, SnapshotBatch, SymbolTable } from '@genesis/market';
import { bookRow, ladder, type Levels } from '../../../test/support/book-row.js';
import { BatchResults } from './batch-results.js';
import { snapshotMessage } from './snapshot-message.js';

/** A batch whose row 1 is this book of MSFT, with its features. */
function batchOf(bids: Levels, asks: Levels): { batch: SnapshotBatch; results: BatchResults } {
  const batch = new SnapshotBatch(2, new SymbolTable(['AAPL', 'MSFT']));
  const results = new BatchResults(2);
  batch.length = 2;
  batch.rows.set(bookRow(bids, asks, 1_703_419_200_123_456), ROW_STRIDE);
  batch.instruments[1] = 1;
  batch.sequences[1] = 42;
  const engine = createFeatureEngine('seed');
  engine.update(batch.rows, ROW_STRIDE, batch.trades, 0, 0, results.features, FEATURE_COUNT);
  return { batch, results };
}

describe('snapshotMessage', () => {
  const bids = ladder(100.5, -0.5, [30, 10]);
  const asks = ladder(101, 0.5, [10]);

  it('has every field of the contract', () => {
    const { batch, results } = batchOf(bids, asks);
    results.signals[1] = signalBit('SPOOFING') | signalBit('LIQUIDITY_GAP');
    results.regimes[1] = REGIMES.indexOf('STRESSED');
    results.quality[1] = (1 << QUALITY_FLAGS.indexOf('REPAIRED')) | (1 << QUALITY_FLAGS.indexOf('GAP'));
    expect(snapshotMessage(batch, results, 1)).toEqual({
      symbol: 'MSFT',
      sequence: 42,
      timestamp: 1_703_419_200.123456,
      bid_prices: [100.5, 100, 99.5, 99, 98.5, 98, 97.5, 97, 96.5, 96],
      bid_volumes: [30, 10, 10, 10, 10, 10, 10, 10, 10, 10],
      ask_prices: [101, 101.5, 102, 102.5, 103, 103.5, 104, 104.5, 105, 105.5],
      ask_volumes: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10],
      best_bid: 100.5,
      best_ask: 101,
      spread: 0.5,
      mid_price: 100.75,
      microprice: 100.875,
      obi: 20 / 220,
      weighted_obi: expect.closeTo(0.300041, 5),
      ofi: 0,
      total_bid_volume: 120,
      total_ask_volume: 100,
      market_regime: 'STRESSED',
      signals: ['SPOOFING', 'LIQUIDITY_GAP'],
      quality: ['REPAIRED', 'GAP'],
    });
  });

  it('says null for an absent level, price and volume, and keeps a level that shows 0', () => {
    const { batch, results } = batchOf(
      [
        [100, 5],
        [99, 0],
      ],
      [[101, 7]],
    );
    const message = snapshotMessage(batch, results, 1);
    expect(message.bid_prices.slice(0, 3)).toEqual([100, 99, null]);
    expect(message.bid_volumes.slice(0, 3)).toEqual([5, 0, null]);
    expect(message.ask_prices).toHaveLength(10);
    expect(message.ask_volumes).toEqual([7, ...Array<null>(9).fill(null)]);
  });

  it('says null for what an empty side leaves undefined, and is whole as JSON', () => {
    const { batch, results } = batchOf([], [[101, 7]]);
    const message = snapshotMessage(batch, results, 1);
    expect(message).toMatchObject({
      best_bid: null,
      best_ask: 101,
      spread: null,
      mid_price: null,
      microprice: null,
    });
    expect(message).toMatchObject({
      obi: -1,
      weighted_obi: -1,
      ofi: 0,
      total_bid_volume: 0,
      total_ask_volume: 7,
    });
    expect(JSON.parse(JSON.stringify(message))).toEqual(message);
  });

  it('outlives the batch: a buffer that is filled again does not change it', () => {
    const { batch, results } = batchOf(bids, asks);
    const message = snapshotMessage(batch, results, 1);
    const copy = structuredClone(message);
    batch.rows.fill(-1);
    results.features.fill(-1);
    expect(message).toEqual(copy);
  });
});
