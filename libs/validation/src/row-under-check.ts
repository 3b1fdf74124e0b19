import {
  type AnomalyAction,
  type AnomalyCode,
  type AnomalyLevel,
  type AnomalyMessage,
} from '@genesis/contracts';
import {
  LEVELS,
  ROW_STRIDE,
  secondsFromMicros,
  TS,
  type CellDefect,
  type SnapshotBatch,
} from '@genesis/market';
import { anomalyLevel, ANOMALY_SEVERITIES } from './anomaly-severities.js';
import { priceColumn, type BookSide } from './book-side.js';
import { findingId } from './finding-id.js';
import { QUALITY_DEGRADED, QUALITY_QUARANTINED, QUALITY_REPAIRED } from './quality-bits.js';
import {
  ACCEPTED,
  DROPPED,
  QUARANTINED,
  REJECTED,
  type AnomalySink,
  type RowOutcome,
} from './row-validator.js';
import { type SymbolState } from './symbol-state.js';
import { type ValidationSettings } from './validation-settings.js';

/** What a check has to say; the rest of the message follows from the row and the code. */
export interface Finding {
  readonly code: AnomalyCode;
  readonly action: AnomalyAction;
  readonly field?: string;
  readonly before?: string;
  readonly after?: string;
  readonly issue: string;
}

/** A check looks at the row, repairs it in place and reports what it found. */
export type RowCheck = (row: RowUnderCheck) => void;

/** The row at hand with its symbol's state. One object per validator, filled anew for every row. */
export class RowUnderCheck {
  rows: Float64Array = new Float64Array(0);
  /** Offset of the row in `rows`. */
  at = 0;
  index = 0;
  tsMicros = NaN;
  outcome: RowOutcome = ACCEPTED;
  /** QUALITY_FLAGS bits. */
  quality = 0;
  /** Cell defects of this row; empty for nearly all rows. */
  readonly cellDefects: CellDefect[] = [];
  /** Levels whose price was dropped, a bit each: `LEVELS · side + level`. */
  droppedLevels = 0;
  #batch!: SnapshotBatch;
  #state!: SymbolState;
  #sink!: AnomalySink;
  /** Per side and level: the level at which it stood in the source, before gaps were closed. */
  readonly #origins = new Int8Array(2 * LEVELS);

  constructor(readonly settings: ValidationSettings) {}

  get state(): SymbolState {
    return this.#state;
  }

  begin(batch: SnapshotBatch, index: number, state: SymbolState, sink: AnomalySink): void {
    this.#batch = batch;
    this.#state = state;
    this.#sink = sink;
    this.rows = batch.rows;
    this.index = index;
    this.at = index * ROW_STRIDE;
    this.tsMicros = batch.rows[this.at + TS];
    this.outcome = ACCEPTED;
    this.quality = 0;
  }

  /** Before the checks of the book run; a clean row is never asked for this. */
  beginBook(): void {
    this.droppedLevels = 0;
    for (let i = 0; i < 2 * LEVELS; i++) this.#origins[i] = i % LEVELS;
  }

  price(side: BookSide, level: number): number {
    return this.rows[this.at + side.priceAt + level];
  }

  volume(side: BookSide, level: number): number {
    return this.rows[this.at + side.volumeAt + level];
  }

  setLevel(side: BookSide, level: number, price: number, volume: number): void {
    this.rows[this.at + side.priceAt + level] = price;
    this.rows[this.at + side.volumeAt + level] = volume;
  }

  setVolume(side: BookSide, level: number, volume: number): void {
    this.rows[this.at + side.volumeAt + level] = volume;
  }

  isPresent(side: BookSide, level: number): boolean {
    return !Number.isNaN(this.price(side, level));
  }

  /** Makes a level absent. */
  clearLevel(side: BookSide, level: number): void {
    this.setLevel(side, level, NaN, 0);
  }

  /** Moves a level up over a gap, with the name of the place it came from. */
  moveLevel(side: BookSide, from: number, to: number): void {
    this.setLevel(side, to, this.price(side, from), this.volume(side, from));
    this.#origins[side.index * LEVELS + to] = this.#origins[side.index * LEVELS + from];
    this.clearLevel(side, from);
  }

  /** Present levels of a side whose gaps are closed. */
  levels(side: BookSide): number {
    let levels = 0;
    while (levels < LEVELS && this.isPresent(side, levels)) levels++;
    return levels;
  }

  /** The level at which `level` stood in the source, for the name of a column. */
  origin(side: BookSide, level: number): number {
    return this.#origins[side.index * LEVELS + level];
  }

  /**
   * A level that cannot be believed: a deep one is dropped, with the best one the whole row is quarantined,
   * because a best price is never invented.
   */
  condemnLevel(side: BookSide, level: number, finding: Omit<Finding, 'action'>): void {
    const field = finding.field ?? priceColumn(side, level);
    if (level === 0) {
      this.report({ ...finding, field, action: 'QUARANTINED' });
      return;
    }
    this.dropLevel(side, level);
    this.report({ ...finding, field, action: 'LEVEL_DROPPED' });
  }

  dropLevel(side: BookSide, level: number): void {
    this.droppedLevels |= 1 << (side.index * LEVELS + level);
    this.clearLevel(side, level);
  }

  wasDropped(side: BookSide, level: number): boolean {
    return ((this.droppedLevels >>> (side.index * LEVELS + level)) & 1) === 1;
  }

  /** Hands a finding to the sink; its action decides what becomes of the row. */
  report(finding: Finding): void {
    this.#takeAction(finding.action);
    this.#sink(this.#message(finding));
  }

  #takeAction(action: AnomalyAction): void {
    switch (action) {
      case 'REPAIRED':
        this.quality |= QUALITY_REPAIRED;
        break;
      case 'LEVEL_DROPPED':
        this.quality |= QUALITY_REPAIRED | QUALITY_DEGRADED;
        break;
      case 'DEGRADED':
        this.quality |= QUALITY_DEGRADED;
        break;
      case 'QUARANTINED':
        this.quality |= QUALITY_QUARANTINED;
        if (this.outcome === ACCEPTED) this.outcome = QUARANTINED;
        break;
      case 'REJECTED':
        this.outcome = REJECTED;
        break;
      case 'DROPPED':
        this.outcome = DROPPED;
        break;
      case 'FLAGGED':
        break;
    }
  }

  #message(finding: Finding): AnomalyMessage {
    const { code, action, issue, field = null, before = null, after = null } = finding;
    const symbol = this.#batch.symbols.symbolAt(this.#batch.instruments[this.index]);
    const position = this.#batch.positions[this.index];
    const sequence = this.#batch.sequences[this.index];
    const level: AnomalyLevel = anomalyLevel(code);
    return {
      id: findingId(symbol, position, sequence, code, field),
      timestamp: Number.isFinite(this.tsMicros) ? secondsFromMicros(this.tsMicros) : null,
      symbol,
      line: position > 0 ? position : null,
      sequence,
      level,
      code,
      severity: ANOMALY_SEVERITIES[code],
      action,
      field,
      before,
      after,
      issue,
    };
  }
}
