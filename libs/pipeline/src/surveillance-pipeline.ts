import { type DetectorReport, type SignalType } from '@genesis/contracts';
import { type DetectionProfile, type DetectorStatus } from '@genesis/detection';
import { type SnapshotBatch } from '@genesis/market';
import { isLossyRepair } from '@genesis/validation';
import { BatchResults } from './batch-results.js';
import { Lane, type StateOrigin } from './lane.js';
import { type PipelineParts } from './pipeline-parts.js';

// As in snapshot-layout.ts, feature-layout.ts, trade-columns.ts and row-validator.ts: constants of this file are folded
// into the code, imported ones are loaded at each use.
const ROW_STRIDE = 41;
const TS = 0;
const FEATURE_COUNT = 17;
const TRADE_STRIDE = 5;
const TRADE_ROW = 0;
const ACCEPTED = 0;

/** Instruments that are silent get their due decisions at this grain of event time. */
const WATERMARK_MICROS = 250_000;

/**
 * The whole way of a row: validation → features → regime → detectors → alerts. Synchronous, on event time:
 * the same rows give the same alerts whatever the batch size or the speed. Between two resets all batches share
 * one symbol table.
 */
export class SurveillancePipeline {
  /** For the rows of the batch last processed. */
  results = new BatchResults(0);
  /** By the symbol's index; a symbol without an accepted row has none. */
  readonly #lanes: (Lane | undefined)[] = [];
  /** By the symbol's index: where the state of its validation, and so all that follows, began. */
  readonly #origins: (StateOrigin | undefined)[] = [];
  /** Lanes in which something may fall due without a row of theirs. */
  #waiting: Lane[] = [];
  #tradeCursor = 0;
  #watermark = -Infinity;

  constructor(public parts: Readonly<PipelineParts>) {}

  /** Processes rows `from` up to (not including) `to`; slices of one batch come in order, starting with row 0. */
  process(batch: SnapshotBatch, from = 0, to = batch.length): void {
    if (from === 0) this.#begin(batch);
    for (let row = from; row < to; row++) this.#processRow(batch, row);
    if (to === batch.length) this.parts.validator.endBatch(batch, this.parts.onAnomaly);
  }

  /** Event time has reached `tsMicros` without a row, as other instruments' rows tell: what is due is decided. */
  advance(tsMicros: number): void {
    if (tsMicros >= this.#watermark) this.#moveWatermark(tsMicros);
  }

  /**
   * From the next row on instruments are judged by the settings of `profile`, which has the same rules; what was learnt
   * stays. What fell due up to `tsMicros` is decided before that.
   * @param tsMicros left out: as far as event time has come. Given by who repeats a change that was made once.
   */
  retune(profile: DetectionProfile, tsMicros = this.#watermark - WATERMARK_MICROS): void {
    this.advance(tsMicros);
    for (const lane of this.#lanes) lane?.retune(profile, tsMicros);
    this.parts = { ...this.parts, profile };
  }

  /** The end of the data: decisions that still wait are made, open alert windows are closed. */
  finish(): void {
    for (const lane of this.#lanes) lane?.detectors.advance(Infinity, lane.raise);
    this.parts.alerts.settleAll();
  }

  /** Forgets what is known of the stream, for a seek or another pass; the alert log stays. */
  reset(): void {
    this.parts.alerts.settleAll();
    this.parts.alerts.resetWindows();
    this.parts.validator.reset();
    this.parts.regimes.reset();
    this.#lanes.length = 0;
    this.#origins.length = 0;
    this.#waiting = [];
    this.#watermark = -Infinity;
  }

  /** What each detector is doing, per symbol. */
  detectorReports(): DetectorReport[] {
    const { profile } = this.parts;
    const bySymbol = this.#lanes
      .filter((lane) => lane !== undefined)
      .map((lane) => ({ symbol: lane.view.symbol, statuses: lane.detectors.statuses() }));
    return profile.detectors.map((detector) => ({
      ...detector,
      profile: profile.name,
      symbols: Object.fromEntries(
        bySymbol.map(({ symbol, statuses }) => [symbol, statusOf(detector.type, statuses)]),
      ),
    }));
  }

  #begin(batch: SnapshotBatch): void {
    if (this.results.capacity < batch.capacity) this.results = new BatchResults(batch.capacity);
    this.parts.validator.beginBatch(batch);
    this.#tradeCursor = 0;
  }

  #processRow(batch: SnapshotBatch, row: number): void {
    const { validator, onAnomaly } = this.parts;
    const lane = this.#lanes[batch.instruments[row]];
    const offset = row * ROW_STRIDE;
    if (lane === undefined) this.#origins[batch.instruments[row]] ??= originAt(batch, row);
    else lane.previous.compare(batch.rows, offset);
    const outcome = validator.validate(batch, row, onAnomaly, lane?.previous);
    this.results.outcomes[row] = outcome;
    this.results.quality[row] = validator.quality;
    const tradeFrom = this.#tradeCursor;
    const tradeTo = this.#passTrades(batch, row);
    if (outcome !== ACCEPTED) {
      if (tradeTo > tradeFrom) lane?.trades.hold(batch.trades, tradeFrom, tradeTo);
      return;
    }
    const tsMicros = batch.rows[offset + TS];
    if (validator.stateReset) this.#breakOff(batch, row, tsMicros);
    this.advance(tsMicros);
    const current = this.#lanes[batch.instruments[row]] ?? this.#newLane(batch, row);
    if (validator.altered) current.previous.compare(batch.rows, offset);
    this.#observe(current, batch, row, tradeFrom, tradeTo);
  }

  #observe(lane: Lane, batch: SnapshotBatch, row: number, tradeFrom: number, tradeTo: number): void {
    const { results } = this;
    const offset = row * ROW_STRIDE;
    const featureOffset = row * FEATURE_COUNT;
    const { trades, view } = lane;
    // What a repair took away nobody withdrew: detection goes on from the last whole row to the next one.
    const whole = !isLossyRepair(results.quality[row]);
    if (whole) trades.show(batch.trades, tradeFrom, tradeTo);
    else trades.hold(batch.trades, tradeFrom, tradeTo);
    const to = whole ? trades.to : trades.from;
    lane.features.update(
      batch.rows,
      offset,
      trades.trades,
      trades.from,
      to,
      results.features,
      featureOffset,
      lane.previous,
    );
    results.regimes[row] = lane.regime.classify(
      results.features,
      featureOffset,
      batch.rows[offset + TS],
      batch.sequences[row],
    );
    results.signals[row] = 0;
    if (whole) {
      view.show(batch, row, results.features, featureOffset, trades.trades, trades.from, to);
      results.signals[row] = lane.detectors.observe(view, lane.raise);
      if (!lane.waiting && lane.detectors.dueMicros < Infinity) this.#await(lane);
      view.remember();
    } else view.passOver();
    lane.previous.keep(batch.rows, offset);
  }

  /**
   * The symbol's stream broke off before this row. After a gap, what fell due in it is decided first; after a
   * clock that was set back, nothing that carries the old time is worth keeping.
   */
  #breakOff(batch: SnapshotBatch, row: number, tsMicros: number): void {
    const lane = this.#lanes[batch.instruments[row]];
    if (lane === undefined) return;
    if (tsMicros >= lane.view.tsMicros) {
      lane.detectors.advance(tsMicros, lane.raise);
      lane.forgetWindows();
      return;
    }
    this.#origins[batch.instruments[row]] = originAt(batch, row);
    this.#waiting = this.#waiting.filter((waiting) => waiting !== lane);
    this.#newLane(batch, row);
    this.#watermark = -Infinity;
    this.parts.alerts.settleAll();
    this.parts.alerts.resetWindows();
  }

  /** Moves the trade cursor past row `row`; returns where its trades end. */
  #passTrades(batch: SnapshotBatch, row: number): number {
    const { values, length } = batch.trades;
    let cursor = this.#tradeCursor;
    while (cursor < length && values[cursor * TRADE_STRIDE + TRADE_ROW] <= row) cursor++;
    return (this.#tradeCursor = cursor);
  }

  #newLane(batch: SnapshotBatch, row: number): Lane {
    const instrument = batch.instruments[row];
    const origin = this.#origins[instrument] ?? originAt(batch, row);
    const lane = new Lane(instrument, batch.symbols.symbolAt(instrument), origin, this.parts);
    this.#lanes[instrument] = lane;
    return lane;
  }

  #moveWatermark(tsMicros: number): void {
    const reached = Math.floor(tsMicros / WATERMARK_MICROS) * WATERMARK_MICROS;
    this.#watermark = reached + WATERMARK_MICROS;
    this.#advanceWaiting(reached);
    // Only now is everything raised that belongs to the time before.
    this.parts.alerts.advance(reached);
  }

  #await(lane: Lane): void {
    lane.waiting = true;
    this.#waiting.push(lane);
  }

  /** In the order of the instruments, whichever of them began to wait first. */
  #advanceWaiting(tsMicros: number): void {
    const waiting = this.#waiting;
    if (waiting.length > 1) waiting.sort((a, b) => a.instrument - b.instrument);
    let kept = 0;
    for (const lane of waiting) {
      lane.detectors.advance(tsMicros, lane.raise);
      lane.waiting = lane.detectors.dueMicros < Infinity;
      if (lane.waiting) waiting[kept++] = lane;
    }
    waiting.length = kept;
  }
}

function originAt(batch: SnapshotBatch, row: number): StateOrigin {
  return { tsMicros: batch.rows[row * ROW_STRIDE + TS], sequence: batch.sequences[row] };
}

function statusOf(
  type: SignalType,
  statuses: readonly { readonly type: SignalType; readonly status: DetectorStatus }[],
): DetectorStatus {
  const found = statuses.find((entry) => entry.type === type);
  return found?.status ?? { state: 'NOT_OBSERVABLE', reason: 'the profile has no such detector' };
}
