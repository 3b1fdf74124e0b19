import { createSimulatedSource, type EpisodeLabel, type SimulationSettings } from '@genesis/ingest';
import {
  ASK_PRICE,
  ASK_VOLUME,
  BID_PRICE,
  BID_VOLUME,
  LEVELS,
  ROW_STRIDE,
  type TimeRange,
  TRADE_AGGRESSOR,
  TRADE_PRICE,
  TRADE_ROW,
  TRADE_SIZE,
  TRADE_STRIDE,
  TRADE_TS,
  TS,
} from '@genesis/market';

export interface RecordedTrade {
  readonly tsMicros: number;
  readonly price: number;
  readonly size: number;
  readonly aggressor: number;
}

/** A snapshot copied out of a stream, with the trades that belong to it. */
export class RecordedRow {
  readonly trades: RecordedTrade[] = [];

  constructor(
    readonly values: Float64Array,
    readonly sequence: number,
  ) {}

  get tsMicros(): number {
    return this.values[TS];
  }

  prices(side: 'bid' | 'ask'): number[] {
    const from = side === 'bid' ? BID_PRICE : ASK_PRICE;
    return [...this.values.subarray(from, from + LEVELS)];
  }

  volumes(side: 'bid' | 'ask'): number[] {
    const from = side === 'bid' ? BID_VOLUME : ASK_VOLUME;
    return [...this.values.subarray(from, from + LEVELS)];
  }

  get mid(): number {
    return (this.values[BID_PRICE] + this.values[ASK_PRICE]) / 2;
  }

  get spread(): number {
    return this.values[ASK_PRICE] - this.values[BID_PRICE];
  }

  depth(side: 'bid' | 'ask'): number {
    return this.volumes(side).reduce((sum, volume) => sum + volume, 0);
  }

  /** Volume shown at a price; 0 where it is not among the ten levels. */
  volumeAt(side: 'bid' | 'ask', price: number): number {
    const level = this.prices(side).indexOf(price);
    return level < 0 ? 0 : this.volumes(side)[level];
  }
}

export interface RecordedStream {
  readonly rowsOf: ReadonlyMap<string, readonly RecordedRow[]>;
  /** Stamps and symbols in the order of the stream. */
  readonly order: readonly { readonly tsMicros: number; readonly symbol: string }[];
  readonly labels: readonly EpisodeLabel[];
}

/** Runs a simulated stream to the end of its duration, or of the range, and keeps all of it. */
export async function recordStream(
  settings: SimulationSettings,
  range: TimeRange = {},
): Promise<RecordedStream> {
  const source = createSimulatedSource(settings);
  const rowsOf = new Map<string, RecordedRow[]>();
  const order: { tsMicros: number; symbol: string }[] = [];
  for await (const batch of source.open(range)) {
    const recorded: RecordedRow[] = [];
    for (let row = 0; row < batch.length; row++) {
      const values = batch.rows.slice(row * ROW_STRIDE, (row + 1) * ROW_STRIDE);
      const symbol = batch.symbols.symbolAt(batch.instruments[row]);
      const entry = new RecordedRow(values, batch.sequences[row]);
      recorded.push(entry);
      order.push({ tsMicros: values[TS], symbol });
      rowsOf.set(symbol, rowsOf.get(symbol) ?? []);
      rowsOf.get(symbol)?.push(entry);
    }
    const { values, length } = batch.trades;
    for (let at = 0; at < length * TRADE_STRIDE; at += TRADE_STRIDE) {
      recorded[values[at + TRADE_ROW]].trades.push({
        tsMicros: values[at + TRADE_TS],
        price: values[at + TRADE_PRICE],
        size: values[at + TRADE_SIZE],
        aggressor: values[at + TRADE_AGGRESSOR],
      });
    }
  }
  return { rowsOf, order, labels: source.labels() };
}
