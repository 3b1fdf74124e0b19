import { ASK_DEPTH, BID_DEPTH, FEATURE_COUNT, MID_PRICE, OBI, SPREAD } from '@genesis/analytics';
import { ROW_STRIDE, SnapshotBatch, SymbolTable, TS } from '@genesis/market';
import { BatchResults } from '@genesis/pipeline';

/** What a test says of a row; the rest of the row does not matter to it. */
export interface TestRow {
  readonly tsMicros: number;
  readonly symbol?: string;
  readonly outcome?: number;
  readonly mid?: number;
  readonly spread?: number;
  readonly bidDepth?: number;
  readonly askDepth?: number;
  readonly obi?: number;
}

/** A batch with results as the pipeline would leave them. */
export function testBatch(rows: readonly TestRow[]): { batch: SnapshotBatch; results: BatchResults } {
  const batch = new SnapshotBatch(rows.length, new SymbolTable());
  const results = new BatchResults(rows.length);
  rows.forEach((row, i) => {
    batch.rows[i * ROW_STRIDE + TS] = row.tsMicros;
    batch.instruments[i] = batch.symbols.add(row.symbol ?? 'AAPL');
    results.outcomes[i] = row.outcome ?? 0;
    const { features } = results;
    features[i * FEATURE_COUNT + MID_PRICE] = row.mid ?? 585.3;
    features[i * FEATURE_COUNT + SPREAD] = row.spread ?? 0.1;
    features[i * FEATURE_COUNT + BID_DEPTH] = row.bidDepth ?? 1000;
    features[i * FEATURE_COUNT + ASK_DEPTH] = row.askDepth ?? 900;
    features[i * FEATURE_COUNT + OBI] = row.obi ?? 0.05;
  });
  batch.length = rows.length;
  return { batch, results };
}
