import {
  type AnomalyAction,
  type AnomalyCode,
  type AnomalyLevel,
  type AnomalyMessage,
} from '@genesis/contracts';
import { ROW_STRIDE, secondsFromMicros, TS, type CellDefect, type SnapshotBatch } from '@genesis/market';
import { anomalyLevel, ANOMALY_SEVERITIES } from './anomaly-severities.js';
import { BookRow } from './book-row.js';
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
export class RowUnderCheck extends BookRow {
  index = 0;
  tsMicros = NaN;
  outcome: RowOutcome = ACCEPTED;
  /** QUALITY_FLAGS bits. */
  quality = 0;
  /** Levels of each side where the fast path found it sound, else -1. */
  soundBids = -1;
  soundAsks = -1;
  /** Cell defects of this row; empty for nearly all rows. */
  readonly cellDefects: CellDefect[] = [];
  #batch!: SnapshotBatch;
  #state!: SymbolState;
  #sink!: AnomalySink;

  constructor(readonly settings: ValidationSettings) {
    super();
  }

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
    this.soundBids = -1;
    this.soundAsks = -1;
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
