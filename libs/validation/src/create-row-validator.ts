import {
  ALL_CHANGED,
  ASK_PRICE,
  BID_PRICE,
  ROW_STRIDE,
  type RowChanges,
  type SnapshotBatch,
  type SymbolTable,
} from '@genesis/market';
import { ASK_SIDE, BID_SIDE } from './book-side.js';
import { BOOK_CHECKS } from './checks/book-checks.js';
import { checkFewLevels } from './checks/few-levels.check.js';
import { TIME_CHECKS } from './checks/time-checks.js';
import { cleanLevels } from './clean-book.js';
import { lostRowFinding } from './lost-row-finding.js';
import { QUALITY_GAP, isLossyRepair } from './quality-bits.js';
import { RowUnderCheck } from './row-under-check.js';
import { ACCEPTED, type AnomalySink, type RowOutcome, type RowValidator } from './row-validator.js';
import { SymbolState } from './symbol-state.js';
import { validationSettings, type ValidationSettings } from './validation-settings.js';

/**
 * A validator that runs the checks in order over every row that its fast path does not pass.
 *
 * @throws RangeError for a setting out of its bounds
 */
export function createRowValidator(settings: Partial<ValidationSettings> = {}): RowValidator {
  return new SequentialRowValidator(validationSettings(settings));
}

class SequentialRowValidator implements RowValidator {
  quality = 0;
  stateReset = false;
  altered = false;
  readonly #row: RowUnderCheck;
  /** By instrument index of `#symbols`. */
  readonly #states: (SymbolState | undefined)[] = [];
  #symbols: SymbolTable | null = null;
  /** States with a row in the batch at hand. */
  readonly #touched: SymbolState[] = [];
  /** Next defect of the batch, and the row that it stands at. */
  #defect = 0;
  #defectRow = Infinity;

  constructor(readonly settings: ValidationSettings) {
    this.#row = new RowUnderCheck(settings);
  }

  beginBatch(batch: SnapshotBatch): void {
    if (batch.symbols !== this.#symbols) this.reset();
    this.#symbols = batch.symbols;
    this.#forgetRowsOfBatch();
    this.#defect = 0;
    this.#defectRow = batch.defects[0]?.row ?? Infinity;
  }

  validate(
    batch: SnapshotBatch,
    index: number,
    sink: AnomalySink,
    changes: RowChanges = ALL_CHANGED,
  ): RowOutcome {
    const state = this.#states[batch.instruments[index]] ?? this.#addState(batch, index);
    const row = this.#row;
    row.begin(batch, index, state, sink);
    const defective = index >= this.#defectRow && this.#takeDefects(batch, index, sink);
    const levels = defective ? 0 : cleanLevels(row, changes);
    if (levels > 0) checkFewLevels(row, levels);
    else this.#checkBook(row);
    this.altered = levels === 0 || row.quality !== 0;
    this.#checkTime(row);
    this.#conclude(row);
    return row.outcome;
  }

  endBatch(batch: SnapshotBatch, sink: AnomalySink): void {
    this.#takeDefects(batch, Infinity, sink);
    for (const state of this.#touched) {
      const from = state.previousRow * ROW_STRIDE;
      state.previous.set(batch.rows.subarray(from, from + ROW_STRIDE));
    }
    this.#forgetRowsOfBatch();
  }

  reset(): void {
    this.#states.length = 0;
    this.#touched.length = 0;
  }

  /** Rows of a batch may be overwritten once the next one is asked for. */
  #forgetRowsOfBatch(): void {
    for (const state of this.#touched) state.previousRow = -1;
    this.#touched.length = 0;
  }

  #addState(batch: SnapshotBatch, index: number): SymbolState {
    const instrument = batch.instruments[index];
    const tickSize = this.settings.tickSizes[batch.symbols.symbolAt(instrument)] ?? 0;
    return (this.#states[instrument] = new SymbolState(this.settings, tickSize));
  }

  /** Reports lost lines up to row `index` and gathers that row's cell defects; true where it has any. */
  #takeDefects(batch: SnapshotBatch, index: number, sink: AnomalySink): boolean {
    const { cellDefects } = this.#row;
    cellDefects.length = 0;
    for (; this.#defect < batch.defects.length; this.#defect++) {
      const defect = batch.defects[this.#defect];
      if (defect.row > index) break;
      if (defect.kind === 'lost') sink(lostRowFinding(defect));
      else if (defect.row === index) cellDefects.push(defect);
    }
    this.#defectRow = batch.defects[this.#defect]?.row ?? Infinity;
    return cellDefects.length > 0;
  }

  #checkBook(row: RowUnderCheck): void {
    row.beginBook();
    for (const check of BOOK_CHECKS) {
      check(row);
      if (row.outcome !== ACCEPTED) break;
    }
    row.cellDefects.length = 0;
    if (row.outcome === ACCEPTED && !isLossyRepair(row.quality)) checkFewLevels(row, shownLevels(row));
  }

  #checkTime(row: RowUnderCheck): void {
    const { state, tsMicros } = row;
    const elapsed = tsMicros - state.lastTs;
    if (elapsed > 0 && elapsed <= state.gap.limit && this.settings.now === null) {
      state.gap.learn(elapsed);
    } else {
      for (const check of TIME_CHECKS) check(row);
    }
    if (Number.isFinite(tsMicros)) state.lastTs = tsMicros;
  }

  /** Leaves behind what the next row of the symbol is compared with. */
  #conclude(row: RowUnderCheck): void {
    const { state, rows, at } = row;
    state.seen++;
    if (state.previousRow < 0) this.#touched.push(state);
    state.previousRow = row.index;
    this.stateReset = false;
    if (row.outcome === ACCEPTED) this.#accept(row, rows[at + BID_PRICE], rows[at + ASK_PRICE]);
    this.quality = row.quality;
  }

  #accept(row: RowUnderCheck, bestBid: number, bestAsk: number): void {
    const { state } = row;
    state.soundBids = row.soundBids;
    state.soundAsks = row.soundAsks;
    if (bestBid + bestAsk > 0) state.anchor(bestBid, bestAsk);
    if (!state.resetPending) return;
    // A gap before a quarantined row is announced with the first row that goes on to the detectors.
    this.stateReset = true;
    if (state.gapPending) row.quality |= QUALITY_GAP;
    state.resetPending = false;
    state.gapPending = false;
  }
}

/** Levels of the shorter side; of a one-sided book, of the side that is there. */
function shownLevels(row: RowUnderCheck): number {
  const bids = row.levels(BID_SIDE);
  const asks = row.levels(ASK_SIDE);
  return bids === 0 || asks === 0 ? Math.max(bids, asks) : Math.min(bids, asks);
}
