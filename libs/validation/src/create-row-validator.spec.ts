import { type AnomalyMessage } from '@genesis/contracts';
import { ROW_STRIDE, SnapshotBatch, SymbolTable, type LostRow } from '@genesis/market';
import { goodBook, rowOf, withLevel, type TestBook } from '../testing/test-book.js';
import { brief, defect, ValidationRun } from '../testing/validation-run.js';
import { createRowValidator } from './create-row-validator.js';
import { type RowValidator } from './row-validator.js';

function lost(row: number, code: LostRow['code'], position: number, fields: Partial<LostRow> = {}): LostRow {
  const issue = `line ${position} is lost`;
  return {
    kind: 'lost',
    row,
    code,
    position,
    symbol: 'AAPL',
    column: null,
    text: 'x',
    tsMicros: null,
    issue,
    ...fields,
  };
}

function batchOf(books: readonly TestBook[], symbols = new SymbolTable(['AAPL', 'MSFT'])): SnapshotBatch {
  const batch = new SnapshotBatch(books.length, symbols);
  books.forEach((book, i) => {
    batch.rows.set(rowOf(book, (i + 1) * 1_000_000), i * ROW_STRIDE);
    batch.sequences[i] = i + 1;
    batch.positions[i] = i + 2;
  });
  batch.length = books.length;
  return batch;
}

/** Findings and outcomes of a whole batch, `slices` telling nothing of where it was cut. */
function validateAll(validator: RowValidator, batch: SnapshotBatch) {
  const findings: AnomalyMessage[] = [];
  const sink = (anomaly: AnomalyMessage): number => findings.push(anomaly);
  const outcomes: number[] = [];
  validator.beginBatch(batch);
  for (let row = 0; row < batch.length; row++) outcomes.push(validator.validate(batch, row, sink));
  validator.endBatch(batch, sink);
  return { findings, outcomes };
}

describe('createRowValidator', () => {
  it('reports lost lines before the row that follows them, and the last ones at the end of the batch', () => {
    const batch = batchOf([goodBook(), withLevel(goodBook(), 'bids', 0, [0, 10]), goodBook()]);
    batch.defects.push(
      lost(0, 'BAD_TS', 2, { column: 'ts', text: 'not-a-date' }),
      lost(1, 'TRUNCATED_ROW', 4, { column: 'ask_price_8', tsMicros: 1_500_000 }),
      lost(3, 'OUT_OF_ORDER_TS', 7, { column: 'ts', tsMicros: 1 }),
      lost(3, 'UNDECODABLE', 0),
    );
    const { findings } = validateAll(createRowValidator(), batch);
    expect(findings.map(({ line, level, code }) => [line, level, code])).toEqual([
      [2, 1, 'BAD_TS'],
      [4, 1, 'TRUNCATED_ROW'],
      [3, 3, 'ZERO_PRICE'],
      [7, 6, 'OUT_OF_ORDER_TS'],
      [null, 1, 'UNDECODABLE'],
    ]);
    expect(findings[1]).toEqual({
      id: 'AAPL-4-TRUNCATED_ROW-ask_price_8',
      timestamp: 1.5,
      symbol: 'AAPL',
      line: 4,
      sequence: null,
      level: 1,
      code: 'TRUNCATED_ROW',
      severity: 'MEDIUM',
      action: 'REJECTED',
      field: 'ask_price_8',
      before: 'x',
      after: null,
      issue: 'line 4 is lost',
    });
  });

  it('gives each row its own defects', () => {
    const batch = batchOf([goodBook(), goodBook(), goodBook()]);
    batch.rows[ROW_STRIDE + 12] = NaN;
    batch.defects.push(
      lost(1, 'EXTRA_FIELD', 3),
      { ...defect('bid_volume_2', 'NAN', 'nan'), row: 1 },
      lost(2, 'EXTRA_FIELD', 5),
    );
    const { findings, outcomes } = validateAll(createRowValidator(), batch);
    expect(brief(findings)).toEqual([
      'EXTRA_FIELD REJECTED -',
      'NAN REPAIRED bid_volume_2',
      'EXTRA_FIELD REJECTED -',
    ]);
    expect(outcomes).toEqual([0, 0, 0]);
  });

  it('keeps one state per symbol', () => {
    const run = new ValidationRun();
    run.pushGood(0, 5);
    expect(run.push(goodBook(10, 50), 5, [], 'MSFT').outcome).toBe('ACCEPTED');
    expect(run.push(goodBook(10, 50), 6, [], 'MSFT').findings).toEqual([]);
    expect(run.push(goodBook(10, 50), 6).outcome).toBe('QUARANTINED');
  });

  it('reads indices by the table of the batch: another table is another set of symbols', () => {
    const validator = createRowValidator();
    validateAll(validator, batchOf([goodBook()], new SymbolTable(['AAPL'])));
    const elsewhere = batchOf([goodBook(10, 50)], new SymbolTable(['MSFT']));
    expect(validateAll(validator, elsewhere).outcomes).toEqual([0]);
  });

  it('forgets everything on reset', () => {
    const run = new ValidationRun();
    run.pushGood(0, 50);
    run.validator.reset();
    expect(run.push(goodBook(10, 10), 3)).toMatchObject({ outcome: 'ACCEPTED', findings: [] });
  });

  it('names findings by sequence where the source has no lines', () => {
    const batch = batchOf([withLevel(goodBook(), 'bids', 0, [0, 10])]);
    batch.positions[0] = 0;
    const { findings } = validateAll(createRowValidator(), batch);
    expect(findings[0]).toMatchObject({ id: 'AAPL-s1-ZERO_PRICE-bid_price_1', line: null, sequence: 1 });
  });

  it('compares with nothing of a batch that was given up half way', () => {
    const validator = createRowValidator();
    const symbols = new SymbolTable(['AAPL']);
    const first = batchOf(Array<TestBook>(60).fill(goodBook()), symbols);
    validator.beginBatch(first);
    for (let row = 0; row < 50; row++) validator.validate(first, row, () => undefined);
    const second = batchOf([withLevel(goodBook(), 'asks', 0, [100.1, 12])], symbols);
    second.rows[0] = 50 * 1_000_000;
    expect(brief(validateAll(validator, second).findings)).toEqual(['DUPLICATE_TS FLAGGED ts']);
  });

  it('refuses settings out of their bounds, naming them', () => {
    expect(() => createRowValidator({ priceLogBand: 0 })).toThrow(
      'validation setting priceLogBand is 0; a finite number above 0 is expected',
    );
    expect(() => createRowValidator({ tickSizes: { AAPL: NaN } })).toThrow('tickSizes.AAPL is NaN');
  });
});
