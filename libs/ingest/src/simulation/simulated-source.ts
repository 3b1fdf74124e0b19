import { setImmediate as nextTurn } from 'node:timers/promises';
import { copyTrade, ROW_STRIDE, SnapshotBatch, SymbolTable, type TimeRange, TS } from '@genesis/market';
import { type SnapshotSource, type SourceDescription, type SourceProgress } from '../snapshot-source.js';
import { type EpisodeLabel, type PhaseLabel } from './episode-label.js';
import { MarketQueue } from './market-queue.js';
import { SimulatedMarket } from './simulated-market.js';
import {
  type ResolvedSimulation,
  resolveSimulation,
  type SimulationSettings,
} from './simulation-settings.js';

/** Rows passed over between two turns of the event loop on the way to where a range begins. */
const ROWS_PER_TURN = 16_384;
const BYTES_PER_ROW = ROW_STRIDE * Float64Array.BYTES_PER_ELEMENT;

/** A stream of simulated order books that knows what was staged in it. */
export interface SimulatedSource extends SnapshotSource {
  /**
   * Episodes that have ended, of the iteration opened last, by their start. An endless stream keeps the newest
   * 500 of each symbol.
   */
  labels(): readonly EpisodeLabel[];
  /** Phases of the order flow, of the iteration opened last, by symbol; kept like the labels. */
  phases(): readonly PhaseLabel[];
}

/**
 * Simulated order books of several symbols: an order-flow model with injected, labelled episodes. The same
 * settings give the same rows, whatever the batch size; a symbol's rows do not depend on the symbols beside it.
 *
 * @throws RangeError that lists the settings that are out of bounds
 */
export function createSimulatedSource(settings: SimulationSettings): SimulatedSource {
  return new OrderFlowSource(resolveSimulation(settings));
}

class OrderFlowSource implements SimulatedSource {
  #markets: readonly SimulatedMarket[] = [];
  #rowsGenerated = 0;
  /** Moved on by every opening and closing: an iteration ends when it is no longer the current one. */
  #opening = 0;

  constructor(readonly settings: ResolvedSimulation) {}

  describe(): Promise<SourceDescription> {
    const { seed, symbols, startMicros } = this.settings;
    const end = this.#endMicros();
    return Promise.resolve({
      name: `simulator, seed ${seed}`,
      format: 'simulation',
      symbols: symbols.map(({ symbol }) => symbol),
      fromMicros: startMicros,
      toMicros: end === Infinity ? null : end,
    });
  }

  /** A range is generated from the beginning of the stream and what precedes it passed over. */
  async *open(range: TimeRange = {}): AsyncGenerator<SnapshotBatch, void, void> {
    const { symbols, batchRows } = this.settings;
    const toMicros = Math.min(range.toMicros ?? Infinity, this.#endMicros());
    const markets = symbols.map((spec) => new SimulatedMarket(spec, this.settings));
    const queue = new MarketQueue(markets);
    const batch = new SnapshotBatch(batchRows, new SymbolTable(symbols.map(({ symbol }) => symbol)));
    const opening = ++this.#opening;
    this.#markets = markets;
    this.#rowsGenerated = 0;

    const fromMicros = Math.min(range.fromMicros ?? -Infinity, toMicros + 1);
    while (this.#opening === opening && this.#pass(queue, fromMicros)) await nextTurn();
    while (this.#opening === opening && this.#fill(batch, queue, toMicros)) {
      yield batch;
      // A consumer that never waits must not keep timers and sockets waiting for ever.
      await nextTurn();
    }
  }

  progress(): SourceProgress {
    return { bytesRead: this.#rowsGenerated * BYTES_PER_ROW, totalBytes: null };
  }

  close(): Promise<void> {
    this.#opening++;
    return Promise.resolve();
  }

  labels(): readonly EpisodeLabel[] {
    const labels = this.#markets.flatMap((market) => market.labels.all());
    return labels.sort((a, b) => (a.start_ts < b.start_ts ? -1 : Number(a.start_ts > b.start_ts)));
  }

  phases(): readonly PhaseLabel[] {
    return this.#markets.flatMap((market) => market.phases());
  }

  #endMicros(): number {
    const { startMicros, durationMicros } = this.settings;
    return durationMicros === null ? Infinity : startMicros + durationMicros;
  }

  /** Passes over some rows before `fromMicros`; false when there are no more of them. */
  #pass(queue: MarketQueue, fromMicros: number): boolean {
    for (let row = 0; row < ROWS_PER_TURN; row++) {
      if (queue.markets[queue.first].row[TS] >= fromMicros) return false;
      queue.advanceFirst();
      this.#rowsGenerated++;
    }
    return true;
  }

  /** Fills the batch with the next rows up to `toMicros`; false when there are none. */
  #fill(batch: SnapshotBatch, queue: MarketQueue, toMicros: number): boolean {
    batch.clear();
    while (!batch.full) {
      const market = queue.markets[queue.first];
      if (market.row[TS] > toMicros) break;
      append(batch, market, queue.first);
      queue.advanceFirst();
    }
    this.#rowsGenerated += batch.length;
    return batch.length > 0;
  }
}

function append(batch: SnapshotBatch, market: SimulatedMarket, instrument: number): void {
  const row = batch.length++;
  batch.rows.set(market.row, row * ROW_STRIDE);
  batch.instruments[row] = instrument;
  batch.sequences[row] = market.sequence;
  batch.positions[row] = 0;
  const { trades } = market;
  for (let trade = 0; trade < trades.length; trade++) copyTrade(trades, trade, batch.trades, row);
}
