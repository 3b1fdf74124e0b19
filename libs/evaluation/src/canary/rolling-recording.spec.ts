import { ROW_STRIDE, SnapshotBatch, SymbolTable, TRADE_ROW, TRADE_STRIDE, TRADE_TS } from '@genesis/market';
import fc from 'fast-check';
import { RollingRecording } from './rolling-recording.js';

/** One row of a stream: of symbol A or B, with so many trades before it. Its stamp is its number. */
interface StreamRow {
  readonly symbol: number;
  readonly trades: number;
}

/** The stream in batches of `batchRows`, recorded in slices of `sliceRows`. */
function play(
  recording: RollingRecording,
  stream: readonly StreamRow[],
  batchRows: number,
  sliceRows: number,
): void {
  const batch = new SnapshotBatch(batchRows, new SymbolTable(['A', 'B']));
  for (let first = 0; first < stream.length; first += batchRows) {
    batch.clear();
    stream.slice(first, first + batchRows).forEach(({ symbol, trades }, row) => {
      batch.rows.fill(first + row, row * ROW_STRIDE, (row + 1) * ROW_STRIDE);
      batch.instruments[row] = symbol;
      for (let i = 0; i < trades; i++) batch.trades.push(row, (first + row) * 10 + i, 1, 1, 1);
      batch.length++;
    });
    for (let from = 0; from < batch.length; from += sliceRows) {
      recording.record(batch, from, Math.min(batch.length, from + sliceRows));
    }
  }
}

/** Rows of A by number, each with the stamps of its trades. */
function contents(recording: RollingRecording): string[] {
  const { rows, trades } = recording.copy() ?? { rows: [], trades: [] };
  const lines: string[] = [];
  for (let at = 0; at < rows.length; at += ROW_STRIDE) {
    const stamps: number[] = [];
    for (let trade = 0; trade < trades.length; trade += TRADE_STRIDE) {
      if (trades[trade + TRADE_ROW] === at / ROW_STRIDE) stamps.push(trades[trade + TRADE_TS]);
    }
    lines.push(`${rows[at]}: ${stamps.join(' ')}`);
  }
  return lines;
}

/** The same by keeping everything and looking from the end. */
function naive(stream: readonly StreamRow[], capacity: number): string[] {
  const lines: string[] = [];
  let trades = 0;
  stream.forEach((row, number) => {
    if (row.symbol !== 0) return;
    const stamps = Array.from({ length: row.trades }, (_, i) => number * 10 + i);
    lines.push(`${number}: ${stamps.join(' ')}`);
  });
  const kept: string[] = [];
  for (const line of lines.slice(-capacity).reverse()) {
    trades += line.split(': ')[1].split(' ').filter(Boolean).length;
    if (trades > capacity) break;
    kept.unshift(line);
  }
  return kept;
}

const STREAM = fc.array(
  fc.record({ symbol: fc.integer({ min: 0, max: 1 }), trades: fc.integer({ min: 0, max: 3 }) }),
  { maxLength: 60 },
);

describe('a rolling recording', () => {
  it('keeps the newest rows of one instrument with all their trades, as a naive one does', () => {
    const size = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(STREAM, size, size, size, (stream, capacity, batchRows, sliceRows) => {
        const recording = new RollingRecording(capacity);
        recording.follow('A');
        play(recording, stream, batchRows, sliceRows);
        expect(contents(recording)).toEqual(naive(stream, capacity));
        expect(recording.length).toBe(naive(stream, capacity).length);
      }),
      { seed: 5 },
    );
  });

  it('records nothing before an instrument is chosen, and starts anew with another one', () => {
    const recording = new RollingRecording(4);
    const three = [0, 1, 0].map((symbol) => ({ symbol, trades: 0 }));
    play(recording, three, 3, 3);
    expect([recording.symbol, recording.length, recording.spanMicros, recording.copy()]).toEqual([
      null,
      0,
      0,
      null,
    ]);
    recording.follow('A');
    play(recording, three, 3, 3);
    expect([recording.length, recording.spanMicros]).toEqual([2, 2]);
    recording.follow('B');
    expect(recording.length).toBe(0);
    play(recording, three, 3, 3);
    expect(recording.copy()).toMatchObject({ symbol: 'B' });
    expect(contents(recording)).toEqual(['1: ']);
  });

  it('forgets what came before a jump, and before symbols were numbered anew', () => {
    const recording = new RollingRecording(8);
    recording.follow('A');
    play(recording, [{ symbol: 0, trades: 1 }], 1, 1);
    play(recording, [{ symbol: 0, trades: 0 }], 1, 1);
    expect(contents(recording)).toEqual(['0: ']);
    recording.clear();
    expect(contents(recording)).toEqual([]);
  });

  it('gives copies: what is recorded later does not reach them', () => {
    const recording = new RollingRecording(1);
    recording.follow('A');
    play(recording, [{ symbol: 0, trades: 1 }], 1, 1);
    const copy = recording.copy();
    play(
      recording,
      [1, 2].map(() => ({ symbol: 0, trades: 0 })),
      2,
      1,
    );
    expect([copy?.rows[0], copy?.trades.length, contents(recording)]).toEqual([0, TRADE_STRIDE, ['1: ']]);
  });
});
