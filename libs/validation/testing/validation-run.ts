import { QUALITY_FLAGS, type AnomalyMessage, type QualityFlag } from '@genesis/contracts';
import {
  MICROS_PER_SECOND,
  ROW_STRIDE,
  SnapshotBatch,
  SymbolTable,
  type CellDefect,
  type CellDefectCode,
} from '@genesis/market';
import { createRowValidator } from '../src/create-row-validator.js';
import { type RowOutcome } from '../src/row-validator.js';
import { type ValidationSettings } from '../src/validation-settings.js';
import { bookOf, goodBook, rowOf, type TestBook } from './test-book.js';

export const OUTCOME_NAMES = ['ACCEPTED', 'QUARANTINED', 'REJECTED', 'DROPPED'] as const;

/** 2012-06-21 09:30:00. */
export const START_SECONDS = 1_340_271_000;

export interface Validated {
  readonly outcome: (typeof OUTCOME_NAMES)[number];
  readonly flags: readonly QualityFlag[];
  readonly quality: number;
  readonly stateReset: boolean;
  readonly findings: readonly AnomalyMessage[];
  /** The row as the validator left it. */
  readonly row: Float64Array;
  readonly book: TestBook;
}

/** `defect('bid_price_1', 'NAN', 'nan')`: a cell of the row pushed with it. */
export function defect(column: string, code: CellDefectCode, text: string): CellDefect {
  return { kind: 'cell', row: 0, code, column, text };
}

/** A validator fed row by row, each in a batch of its own, lines counted from 2 on. */
export class ValidationRun {
  readonly validator;
  readonly symbols = new SymbolTable();
  #line = 1;

  constructor(settings: Partial<ValidationSettings> = {}) {
    this.validator = createRowValidator(settings);
  }

  /** A row `seconds` after the start. */
  push(book: TestBook, seconds: number, defects: readonly CellDefect[] = [], symbol = 'AAPL'): Validated {
    const tsMicros = Math.round((START_SECONDS + seconds) * MICROS_PER_SECOND);
    return this.pushRow(rowOf(book, tsMicros), defects, symbol);
  }

  pushRow(row: Float64Array, defects: readonly CellDefect[] = [], symbol = 'AAPL'): Validated {
    const batch = new SnapshotBatch(1, this.symbols);
    batch.rows.set(row);
    batch.instruments[0] = this.symbols.add(symbol);
    batch.sequences[0] = this.#line;
    batch.positions[0] = ++this.#line;
    batch.defects.push(...defects);
    batch.length = 1;
    return this.#validate(batch);
  }

  /** Good books, a second apart, up to (not including) second `to`. */
  pushGood(from: number, to: number): void {
    for (let second = from; second < to; second++) this.push(goodBook(), second);
  }

  #validate(batch: SnapshotBatch): Validated {
    const findings: AnomalyMessage[] = [];
    const sink = (anomaly: AnomalyMessage): number => findings.push(anomaly);
    this.validator.beginBatch(batch);
    const outcome: RowOutcome = this.validator.validate(batch, 0, sink);
    this.validator.endBatch(batch, sink);
    const { quality, stateReset } = this.validator;
    const row = batch.rows.slice(0, ROW_STRIDE);
    const flags = QUALITY_FLAGS.filter((_, bit) => (quality >>> bit) & 1);
    return { outcome: OUTCOME_NAMES[outcome], flags, quality, stateReset, findings, row, book: bookOf(row) };
  }
}

/** What matters of findings at a glance: `code action field`. */
export function brief(findings: readonly AnomalyMessage[]): string[] {
  return findings.map(({ code, action, field }) => `${code} ${action} ${field ?? '-'}`);
}
