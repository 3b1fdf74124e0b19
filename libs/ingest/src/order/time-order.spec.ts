import fc from 'fast-check';
import { briefDefects, collectRows, type CollectedRows, stampsOf } from '../../testing/collected-rows.js';
import { CSV_HEADER, csvFile, csvLine, microsAt, stampAt } from '../../testing/csv-text.js';
import { ScratchFolder } from '../../testing/scratch-folder.js';
import { type OpenOptions } from '../open-options.js';
import { openSource } from '../open-source.js';

const folder = new ScratchFolder();
const SECOND = 1_000_000;

/** Reads a file with rows at these microseconds; rows come back by the line they stand on. */
async function read(micros: readonly number[], options: OpenOptions = {}): Promise<CollectedRows> {
  const source = await openSource([folder.write('order.csv', csvFile(micros.map(stampAt)))], options);
  return collectRows(source.open());
}

function lines({ rows }: CollectedRows): number[] {
  return rows.map(({ position }) => position);
}

describe('TimeOrder', () => {
  it('leaves rows in order as they are, equal stamps included', async () => {
    const result = await read([0, 5, 5, 5, 9]);
    expect(lines(result)).toEqual([2, 3, 4, 5, 6]);
    expect(result.defects).toEqual([]);
  });

  it('sorts a row back that is a little late, after the rows of its own stamp, and says how late it was', async () => {
    const result = await read([0, 100_000, 200_000, 100_000, 300_000]);
    expect(lines(result)).toEqual([2, 3, 5, 4, 6]);
    expect(result.rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(result.defects).toEqual([
      { kind: 'cell', row: 2, code: 'REORDERED', column: 'ts', text: '100 ms late' },
    ]);
  });

  it('sorts back what is exactly at the bound and loses what is beyond', async () => {
    const atBound = await read([0, SECOND, SECOND / 2]);
    expect(lines(atBound)).toEqual([2, 4, 3]);
    const beyond = await read([0, SECOND, SECOND / 2 - 1, 2 * SECOND]);
    expect(lines(beyond)).toEqual([2, 3, 5]);
    expect(beyond.defects).toEqual([
      {
        kind: 'lost',
        row: 2,
        code: 'OUT_OF_ORDER_TS',
        position: 4,
        symbol: 'order',
        column: 'ts',
        text: '2024-01-02 00:00:00.499999',
        tsMicros: microsAt(499_999),
        issue: 'time stamp 500.001 ms behind a row before it, at most 500 ms is put right',
      },
    ]);
  });

  it('takes the bound from the options', async () => {
    expect(briefDefects(await read([0, 2 * SECOND, SECOND], { reorderMicros: SECOND }))).toEqual([
      'REORDERED@4:ts',
    ]);
    expect(briefDefects(await read([0, 10, 9], { reorderMicros: 0 }))).toEqual(['OUT_OF_ORDER_TS@4']);
  });

  it('drops a stamp from the future once the rows after it keep their own time', async () => {
    const future = 60 * 365 * 86_400 * SECOND;
    const result = await read([0, 10, future, 20, 30, 40, 50]);
    expect(lines(result)).toEqual([2, 3, 5, 6, 7, 8]);
    expect(briefDefects(result)).toEqual(['OUT_OF_ORDER_TS@4']);
    expect(result.defects[0]).toMatchObject({
      row: 2,
      issue: `time stamp ${(future - 20) / SECOND} s ahead of the rows that follow it, at most 500 ms is put right`,
    });
  });

  it('follows a clock that went back for good, losing nothing', async () => {
    const session = [0, SECOND, 2 * SECOND, 3 * SECOND];
    const result = await read([...session.map((at) => at + 3600 * SECOND), ...session]);
    expect(lines(result)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(result.defects).toEqual([]);
  });

  it('needs three late rows in order among themselves, and no row in time in between', async () => {
    const late = 10 * SECOND;
    const goingBack = await read([0, late, late + SECOND, 3, 2, 1, late + 2 * SECOND]);
    expect(briefDefects(goingBack)).toEqual(['OUT_OF_ORDER_TS@5', 'OUT_OF_ORDER_TS@6', 'OUT_OF_ORDER_TS@7']);
    const interrupted = await read([
      0,
      late,
      late + SECOND,
      1,
      2,
      late + 2 * SECOND,
      3,
      4,
      late + 3 * SECOND,
    ]);
    expect(lines(interrupted)).toEqual([2, 3, 4, 7, 10]);
    const atTheEnd = await read([0, late, late + SECOND, 1, 2]);
    expect(briefDefects(atTheEnd)).toEqual(['OUT_OF_ORDER_TS@5', 'OUT_OF_ORDER_TS@6']);
  });

  it('gives the same whatever the size of batches', async () => {
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 200_000 }) },
      { weight: 3, arbitrary: fc.integer({ min: -500_000, max: -1 }) },
      { weight: 1, arbitrary: fc.integer({ min: -5 * SECOND, max: 20 * SECOND }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 30 }),
        async (steps, batchRows) => {
          let at = 100 * SECOND;
          const micros = steps.map((by) => (at += by));
          const small = await read(micros, { batchRows });
          const large = await read(micros, { batchRows: 10_000 });
          expect({ ...small, batchLengths: [] }).toEqual({ ...large, batchLengths: [] });
          expect(small.rows.length + lostOf(small)).toBe(micros.length);
          expect(Math.max(...small.batchLengths)).toBeLessThanOrEqual(batchRows);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('keeps trades and defects with their rows wherever those go', async () => {
    const step = fc.oneof(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: -700_000, max: -1 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (steps, batchRows) => {
          let at = 100 * SECOND;
          const lines = steps.map((by, index) => tradeLine((at += by), index + 2));
          const path = folder.write('trades.mbp', [TRADE_HEADER, ...lines, ''].join('\n'));
          const result = await collectRows((await openSource([path], { batchRows })).open());
          const { rows, trades, defects } = result;
          expect(trades.map(([row]) => row)).toEqual(rows.map((_, row) => row));
          expect(trades.map(([row, , price]) => price - rows[row].position)).toEqual(rows.map(() => 0));
          const odd = defects.filter(({ code }) => code === 'TEXT_IN_NUMBER');
          expect(odd.map(({ row }) => row)).toEqual(rows.map((_, row) => row));
          expect(odd.every((cell) => 'text' in cell && cell.text === `x${rows[cell.row].position}`)).toBe(
            true,
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('holds back as much as it must, however many rows that are', async () => {
    const crowd = Array.from({ length: 9_000 }, (_, at) => at * 10);
    const result = await read([...crowd, 5, SECOND], { batchRows: 16 });
    expect(lines(result).slice(0, 3)).toEqual([2, 9002, 3]);
    expect(result.rows).toHaveLength(9_002);
  });

  it('hands lost lines over in bounded batches, in their order, though the rows around them are held back', async () => {
    const garbage = Array.from({ length: 12_000 }, () => 'garbage line');
    const text = [CSV_HEADER, csvLine(stampAt(0)), ...garbage, csvLine(stampAt(1)), ''].join('\n');
    const path = folder.write('garbage.csv', text);
    for (const batchRows of [1, 256]) {
      const counts: number[] = [];
      const positions: number[] = [];
      for await (const batch of (await openSource([path], { batchRows })).open()) {
        counts.push(batch.defects.length);
        for (const defect of batch.defects) if (defect.kind === 'lost') positions.push(defect.position);
      }
      expect(Math.max(...counts)).toBeLessThanOrEqual(4096);
      expect(positions).toEqual(garbage.map((_, at) => at + 3));
    }
  });

  it('hands a long run of empty lines over in bounded batches, before the row that follows it', async () => {
    const blank = '\n'.repeat(20_000);
    const text = `${CSV_HEADER}\n${csvLine(stampAt(0))}\n${blank}${csvLine(stampAt(SECOND))}\n`;
    const source = await openSource([folder.write('blank.csv', text)]);
    const counts: number[] = [];
    for await (const batch of source.open()) counts.push(batch.defects.length);
    expect(Math.max(...counts)).toBe(4096);
    expect(counts.reduce((sum, count) => sum + count)).toBe(20_000);
  });

  it('refuses a file that is sorted newest first, and delivers nothing of it', async () => {
    for (const step of [SECOND, 1000]) {
      const result = await read(Array.from({ length: 2_000 }, (_, at) => (2_000 - at) * step));
      expect(result.error?.message).toBe(
        `${folder.at('order.csv')}:102: the first 100 steps in time all go back: ` +
          'the rows are sorted newest first, expected oldest first; sort by ts',
      );
      expect([result.rows, result.defects]).toEqual([[], []]);
    }
    const oneForward = [0, ...Array.from({ length: 150 }, (_, at) => (200 - at) * SECOND)];
    expect((await read(oneForward)).error).toBeNull();
  });

  it('refuses a file that is sorted by symbol, after the rows of its first symbol', async () => {
    const path = folder.write(
      'by-symbol.csv',
      symbolFile(['A', 10], ['A', 11], ['A', 12], ...B_FROM_THE_START),
    );
    const result = await collectRows((await openSource([path])).open());
    expect(lines(result)).toEqual([2, 3, 4]);
    expect(result.error?.message).toBe(
      `${path}:5: time goes back where the symbol B begins: the rows are sorted by symbol, expected by time; sort by ts`,
    );
  });

  it('still follows a clock that went back where the symbols are known', async () => {
    const path = folder.write(
      'known.csv',
      symbolFile(['A', 10], ['B', 10], ['A', 11], ['A', 12], ...B_FROM_THE_START),
    );
    const result = await collectRows((await openSource([path])).open());
    expect([result.rows.length, result.error]).toEqual([7, null]);
  });

  it('equals a stable sort where no row is too late', async () => {
    const jitter = fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(jitter, fc.integer({ min: 1, max: 50 }), async (offsets, batchRows) => {
        const micros = offsets.map((offset, at) => at * 30_000 + offset);
        const result = await read(micros, { batchRows });
        expect(stampsOf(result)).toEqual(micros.map(microsAt).sort((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });
});

const B_FROM_THE_START: readonly [string, number][] = [
  ['B', 0],
  ['B', 1],
  ['B', 2],
];

/** Rows of a symbol each, at so many seconds. */
function symbolFile(...rows: readonly [symbol: string, seconds: number][]): string {
  const rowLines = rows.map(([symbol, at]) => `${csvLine(stampAt(at * SECOND))},${symbol}`);
  return [`${CSV_HEADER},symbol`, ...rowLines, ''].join('\n');
}

const TRADE_HEADER = 'ts_event,symbol,action,side,price,size,bid_px_00,ask_px_00,bid_sz_00,ask_sz_00';

/** A Databento trade whose price is its line, with a size of the book that is no number and names the line too. */
function tradeLine(micros: number, line: number): string {
  return `${microsAt(micros)},A,T,B,${line},1,1.5,2.5,x${line},1`;
}

function lostOf({ defects }: CollectedRows): number {
  return defects.filter(({ kind }) => kind === 'lost').length;
}
