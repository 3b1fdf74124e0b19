import { type FeatureEngine, type FeatureEngineFactory, FEATURE_COUNT } from '@genesis/analytics';
import { type AlertManager } from '@genesis/alerts';
import { type DetectorReport, type SignalType } from '@genesis/contracts';
import { type RegimeClassifier, type RegimeModel } from '@genesis/clustering';
import {
  type DetectionProfile,
  type DetectorStatus,
  type InstrumentDetectors,
  type RaiseDetection,
} from '@genesis/detection';
import { ROW_STRIDE, TRADE_ROW, TRADE_STRIDE, TS, type SnapshotBatch } from '@genesis/market';
import { ACCEPTED, type AnomalySink, isLossyRepair, type RowValidator } from '@genesis/validation';
import { BatchResults } from './batch-results.js';
import { InstrumentView } from './instrument-view.js';

/** What the pipeline is made of; each part can be put in on its own. */
export interface PipelineParts {
  readonly validator: RowValidator;
  readonly features: FeatureEngineFactory;
  readonly regimes: RegimeModel;
  readonly profile: DetectionProfile;
  readonly alerts: AlertManager;
  readonly onAnomaly: AnomalySink;
}

/** One instrument's state on the way of its rows. */
interface Lane {
  readonly view: InstrumentView;
  readonly features: FeatureEngine;
  readonly regime: RegimeClassifier;
  readonly detectors: InstrumentDetectors;
  readonly raise: RaiseDetection;
}

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
  readonly #lanes: Lane[] = [];
  #tradeCursor = 0;
  #watermark = -Infinity;

  constructor(readonly parts: PipelineParts) {}

  /** Processes rows `from` up to (not including) `to`; slices of one batch come in order, starting with row 0. */
  process(batch: SnapshotBatch, from = 0, to = batch.length): void {
    if (from === 0) this.#begin(batch);
    for (let row = from; row < to; row++) this.#processRow(batch, row);
    if (to === batch.length) this.parts.validator.endBatch(batch, this.parts.onAnomaly);
  }

  /** The end of the data: decisions that still wait are made, open alert windows are closed. */
  finish(): void {
    this.#advanceLanes(Infinity);
    this.parts.alerts.settleAll();
  }

  /** Forgets what is known of the stream, for a seek or another pass; the alert log stays. */
  reset(): void {
    this.parts.alerts.settleAll();
    this.parts.alerts.resetWindows();
    this.parts.validator.reset();
    this.#lanes.length = 0;
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
    const { validator, alerts, onAnomaly } = this.parts;
    const outcome = validator.validate(batch, row, onAnomaly);
    this.results.outcomes[row] = outcome;
    this.results.quality[row] = validator.quality;
    const tradeFrom = this.#tradeCursor;
    const tradeTo = this.#passTrades(batch, row);
    if (outcome !== ACCEPTED) return;

    const tsMicros = batch.rows[row * ROW_STRIDE + TS];
    if (tsMicros >= this.#watermark) this.#moveWatermark(tsMicros);
    alerts.advance(tsMicros);

    const lane = this.#lanes[batch.instruments[row]] ?? this.#addLane(batch, row);
    if (validator.stateReset) forgetWindows(lane);
    this.#observe(lane, batch, row, tradeFrom, tradeTo);
  }

  #observe(lane: Lane, batch: SnapshotBatch, row: number, tradeFrom: number, tradeTo: number): void {
    const { results } = this;
    const offset = row * ROW_STRIDE;
    const featureOffset = row * FEATURE_COUNT;
    lane.features.update(
      batch.rows,
      offset,
      batch.trades,
      tradeFrom,
      tradeTo,
      results.features,
      featureOffset,
    );
    lane.view.show(batch, row, results.features, featureOffset, tradeFrom, tradeTo);
    results.regimes[row] = lane.regime.classify(results.features, featureOffset, batch.rows[offset + TS]);
    // What a repair took away nobody withdrew: detection goes on from the last whole row to the next one.
    const whole = !isLossyRepair(results.quality[row]);
    results.signals[row] = whole ? lane.detectors.observe(lane.view, lane.raise) : 0;
    if (whole) lane.view.remember();
  }

  /** Moves the trade cursor past row `row`; returns where its trades end. */
  #passTrades(batch: SnapshotBatch, row: number): number {
    const { values, length } = batch.trades;
    let cursor = this.#tradeCursor;
    while (cursor < length && values[cursor * TRADE_STRIDE + TRADE_ROW] <= row) cursor++;
    return (this.#tradeCursor = cursor);
  }

  #addLane(batch: SnapshotBatch, row: number): Lane {
    const { alerts, profile, features, regimes } = this.parts;
    const symbol = batch.symbols.symbolAt(batch.instruments[row]);
    return (this.#lanes[batch.instruments[row]] = {
      view: new InstrumentView(symbol),
      features: features(profile.name),
      regime: regimes.create(symbol),
      detectors: profile.create(symbol),
      raise: (detection) => alerts.offer(symbol, detection, profile.name, profile.configuration),
    });
  }

  #moveWatermark(tsMicros: number): void {
    const reached = Math.floor(tsMicros / WATERMARK_MICROS) * WATERMARK_MICROS;
    this.#watermark = reached + WATERMARK_MICROS;
    this.#advanceLanes(reached);
  }

  #advanceLanes(tsMicros: number): void {
    for (const lane of this.#lanes) lane?.detectors.advance(tsMicros, lane.raise);
  }
}

function forgetWindows(lane: Lane): void {
  lane.view.forget();
  lane.features.reset();
  lane.detectors.resetWindows();
  lane.regime.reset();
}

function statusOf(
  type: SignalType,
  statuses: readonly { readonly type: SignalType; readonly status: DetectorStatus }[],
): DetectorStatus {
  const found = statuses.find((entry) => entry.type === type);
  return found?.status ?? { state: 'NOT_OBSERVABLE', reason: 'the profile has no such detector' };
}
