import { goodBook, withLevel } from '../../testing/test-book.js';
import { brief, defect, ValidationRun } from '../../testing/validation-run.js';
import { isLossyRepair } from '../quality-bits.js';

describe('defective cells', () => {
  it('takes an unreadable size as 0 and says what stood there', () => {
    const book = withLevel(goodBook(), 'bids', 3, [99.6, NaN]);
    const result = new ValidationRun().push(book, 0, [defect('bid_volume_4', 'TEXT_IN_NUMBER', '105USD')]);

    expect(result.outcome).toBe('ACCEPTED');
    expect(result.book).toEqual(withLevel(goodBook(), 'bids', 3, [99.6, 0]));
    expect(isLossyRepair(result.quality)).toBe(true);
    expect(result.findings).toEqual([
      {
        id: 'AAPL-2-TEXT_IN_NUMBER-bid_volume_4',
        timestamp: 1_340_271_000,
        symbol: 'AAPL',
        line: 2,
        sequence: 1,
        level: 1,
        code: 'TEXT_IN_NUMBER',
        severity: 'MEDIUM',
        action: 'REPAIRED',
        field: 'bid_volume_4',
        before: '105USD',
        after: '0',
        issue:
          'bid_volume_4 is not a number ("105USD"); a size must be a finite number from 0 up, taken as 0',
      },
    ]);
  });

  it('takes the size of the best level as 0 too', () => {
    const book = withLevel(goodBook(), 'asks', 0, [100.1, -Infinity]);
    const result = new ValidationRun().push(book, 0, [defect('ask_volume_1', 'INF', '-inf')]);

    expect(result.outcome).toBe('ACCEPTED');
    expect(brief(result.findings)).toEqual(['INF REPAIRED ask_volume_1']);
    expect(result.book.asks[0]).toEqual([100.1, 0]);
  });

  it('drops a deep level without a price and closes up', () => {
    const book = withLevel(goodBook(), 'asks', 4, [NaN, 51]);
    const result = new ValidationRun().push(book, 0, [defect('ask_price_5', 'EMPTY_FIELD', ' ')]);

    expect(result.outcome).toBe('ACCEPTED');
    expect(brief(result.findings)).toEqual(['EMPTY_FIELD LEVEL_DROPPED ask_price_5']);
    expect(result.book.asks).toEqual(goodBook().asks.filter((_, level) => level !== 4));
    expect(result.flags).toEqual(['REPAIRED', 'DEGRADED']);
  });

  it('names later columns as they stood in the source although levels moved up', () => {
    const unsorted = withLevel(withLevel(goodBook(), 'asks', 6, [100.8, 81]), 'asks', 7, [100.7, 71]);
    const book = withLevel(unsorted, 'asks', 4, [NaN, 51]);
    const result = new ValidationRun().push(book, 0, [defect('ask_price_5', 'NAN', 'nan')]);

    expect(brief(result.findings)).toEqual([
      'NAN LEVEL_DROPPED ask_price_5',
      'UNSORTED_LEVELS REPAIRED ask_price_7',
    ]);
  });

  it('quarantines a row without a best price and leaves it as it came', () => {
    const book = withLevel(goodBook(), 'bids', 0, [NaN, 10]);
    const result = new ValidationRun().push(book, 0, [defect('bid_price_1', 'TEXT_IN_NUMBER', 'N/A')]);

    expect(result.outcome).toBe('QUARANTINED');
    expect(result.flags).toEqual(['QUARANTINED']);
    expect(brief(result.findings)).toEqual(['TEXT_IN_NUMBER QUARANTINED bid_price_1']);
    expect(result.book.bids[0]).toEqual(goodBook().bids[1]);
    expect(result.row[1]).toBeNaN();
  });

  it('rejects a row of which a side cannot be read at all', () => {
    const defects = Array.from({ length: 10 }, (_, level) =>
      defect(`ask_price_${level + 1}`, 'TEXT_IN_NUMBER', '?'),
    );
    const asks = goodBook().asks.map(([, volume]): [number, number] => [NaN, volume]);
    const result = new ValidationRun().push({ ...goodBook(), asks }, 0, defects);

    expect(result.outcome).toBe('REJECTED');
    expect(result.findings).toHaveLength(11);
    expect(result.findings.at(-1)).toMatchObject({
      code: 'MISSING_SIDE',
      action: 'REJECTED',
      severity: 'HIGH',
    });
  });

  it('reads a level whose cells are all empty as one that is not there', () => {
    const book = withLevel(goodBook(), 'bids', 9, [NaN, NaN]);
    const result = new ValidationRun().push(book, 0, [
      defect('bid_price_10', 'EMPTY_FIELD', ''),
      defect('bid_volume_10', 'EMPTY_FIELD', ''),
    ]);

    expect(result.findings).toEqual([]);
    expect(result.quality).toBe(0);
    expect(result.book.bids).toEqual(goodBook().bids.slice(0, 9));
    expect(result.row[20]).toBe(0);
  });

  it('rejects a side that was left blank altogether', () => {
    const defects = Array.from({ length: 10 }, (_, level) => [
      defect(`bid_price_${level + 1}`, 'EMPTY_FIELD', ''),
      defect(`bid_volume_${level + 1}`, 'EMPTY_FIELD', ''),
    ]).flat();
    const bids = goodBook().bids.map((): [number, number] => [NaN, NaN]);
    const result = new ValidationRun().push({ ...goodBook(), bids }, 0, defects);

    expect(result.outcome).toBe('REJECTED');
    expect(brief(result.findings)).toEqual(['MISSING_SIDE REJECTED bid_price_1']);
  });

  it('says of a row that was sorted into its place that nothing of it is lost', () => {
    const result = new ValidationRun().push(goodBook(), 0, [defect('ts', 'REORDERED', '09:30:00.000000')]);

    expect(result.outcome).toBe('ACCEPTED');
    expect(brief(result.findings)).toEqual(['OUT_OF_ORDER_TS REPAIRED ts']);
    expect(result.findings[0].level).toBe(6);
    expect(result.flags).toEqual(['REPAIRED']);
    expect(isLossyRepair(result.quality)).toBe(false);
  });
});
