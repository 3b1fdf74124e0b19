import { LEVELS, ROW_STRIDE, SnapshotBatch, SymbolTable, TS } from '@genesis/market';
import fc from 'fast-check';
import { COPY_HEADER, COPY_TRAILER } from './copy-binary.js';
import { CopyChunk } from './copy-chunk.js';
import { CopyFormatError } from './copy-format.error.js';
import { CopyReader } from './copy-reader.js';
import { SnapshotDecoder, type SnapshotSink } from './snapshot-decoder.js';
import { encodeSnapshot, snapshotRoom } from './snapshot-encoder.js';
import { TradeDecoder } from './trade-decoder.js';
import { encodeTrade, type StoredTrade, tradeRoom } from './trade-encoder.js';

interface Row {
  readonly symbol: string;
  readonly rowId: number;
  readonly values: readonly number[];
}

class RowList implements SnapshotSink {
  readonly rows = new Float64Array(ROW_STRIDE);
  readonly base = 0;
  readonly list: Row[] = [];
  constructor(readonly symbols: SymbolTable) {}
  makeRoom(): void {
    this.rows.fill(-1);
  }
  take(instrument: number, rowId: number): void {
    this.list.push({ symbol: this.symbols.symbolAt(instrument), rowId, values: [...this.rows] });
  }
}

function encoded(rows: readonly Row[]): Buffer {
  const room = rows.reduce((sum, { symbol }) => sum + snapshotRoom(Buffer.from(symbol)), 64);
  const chunk = new CopyChunk(room);
  chunk.putRaw(COPY_HEADER);
  for (const { symbol, rowId, values } of rows)
    encodeSnapshot(Float64Array.from(values), 0, Buffer.from(symbol), rowId, chunk);
  chunk.putRaw(COPY_TRAILER);
  return Buffer.from(chunk.filled());
}

/** Decodes bytes cut into pieces of the given lengths, by turns. */
function decoded(bytes: Buffer, lengths: readonly number[] = [bytes.length]): Row[] {
  const list = new RowList(new SymbolTable());
  const reader = new CopyReader(new SnapshotDecoder(list.symbols, list));
  for (let at = 0, piece = 0; at < bytes.length; piece++) {
    const length = lengths[piece % lengths.length];
    // A copy that is wiped afterwards: nothing may be kept of the connection's buffer.
    const chunk = Buffer.from(bytes.subarray(at, at + length));
    reader.push(chunk);
    chunk.fill(0xee);
    at += length;
  }
  reader.finish();
  return list.list;
}

const micros = fc.integer({ min: Date.UTC(1970, 0, 1) * 1000, max: Date.UTC(2250, 0, 1) * 1000 });
const level = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.double(), fc.double()) },
  { weight: 2, arbitrary: fc.constant([NaN, 0] as [number, number]) },
  { weight: 1, arbitrary: fc.constantFrom<[number, number]>([NaN, NaN], [NaN, 7], [1, 0], [0, 0], [1, NaN]) },
);
const row = fc.record({
  symbol: fc.oneof(
    fc.constantFrom('AAPL', 'BTC-PERP'),
    fc.string({ minLength: 1, maxLength: 64, unit: 'grapheme' }),
  ),
  rowId: fc.maxSafeNat(),
  values: fc
    .tuple(micros, fc.array(level, { minLength: 2 * LEVELS, maxLength: 2 * LEVELS }))
    .map(([ts, levels]) => {
      const values = new Array<number>(ROW_STRIDE);
      values[TS] = ts;
      levels.forEach(([price, volume], index) => {
        const at = 1 + (index < LEVELS ? index : index + LEVELS);
        values[at] = price;
        // Minus zero behind no price is the same absent level.
        values[at + LEVELS] = Number.isNaN(price) && volume === 0 ? 0 : volume;
      });
      return values;
    }),
});

describe('COPY of snapshots', () => {
  it('comes back as it went, cut anywhere', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 5 }),
        (rows, lengths) => {
          const bytes = encoded(rows);
          expect(decoded(bytes, lengths)).toEqual(rows);
          expect(decoded(bytes)).toEqual(rows);
        },
      ),
    );
  });

  it('comes back byte by byte', () => {
    const rows = fc.sample(row, { numRuns: 20, seed: 7 });
    expect(decoded(encoded(rows), [1])).toEqual(rows);
  });

  it('has the bytes that PostgreSQL expects', () => {
    const values = new Array<number>(ROW_STRIDE).fill(0);
    // 2000-01-01 00:00:00.000001; best bid 1.5 for 2, no other bid; no ask at all.
    values[TS] = Date.UTC(2000, 0, 1) * 1000 + 1;
    values.fill(NaN, 1, 11).fill(NaN, 21, 31);
    values[1] = 1.5;
    values[11] = 2;
    const isNull = 'ffffffff';
    const tuple = [
      '002b',
      '000000083ff8000000000000' + isNull.repeat(9),
      '000000084000000000000000' + isNull.repeat(9),
      isNull.repeat(20),
      '000000080000000000000001',
      '0000000141',
      '000000080000000100000002',
    ].join('');
    const header = '5047434f50590aff0d0a00' + '00000000' + '00000000';
    expect(encoded([{ symbol: 'A', rowId: 2 ** 32 + 2, values }]).toString('hex')).toBe(
      `${header}${tuple}ffff`,
    );
  });

  it('writes stamps before 2000 as negative', () => {
    const values = new Array<number>(ROW_STRIDE).fill(1);
    values[TS] = 1;
    expect(decoded(encoded([{ symbol: 'A', rowId: 1, values }]))[0].values[TS]).toBe(1);
  });

  it('leaves no size out of a batch that is reused', () => {
    const batch = new SnapshotBatch(1, new SymbolTable(['A']));
    batch.rows.fill(5).fill(NaN, 1, 41);
    const chunk = new CopyChunk(snapshotRoom(Buffer.from('A')));
    encodeSnapshot(batch.rows, 0, Buffer.from('A'), 1, chunk);
    // Twenty sizes that are no numbers stay so: a price that is missing invents no size.
    const bytes = Buffer.concat([COPY_HEADER, chunk.filled(), COPY_TRAILER]);
    expect(decoded(bytes)[0].values.slice(1).every(Number.isNaN)).toBe(true);
  });
});

describe('COPY data that is none', () => {
  const good = encoded(fc.sample(row, { numRuns: 8, seed: 1 }));
  const broken = (change: (bytes: Buffer) => Buffer | void): (() => Row[]) => {
    const bytes = Buffer.from(good);
    return () => decoded(change(bytes) ?? bytes);
  };

  it.each<[string, RegExp, (bytes: Buffer) => Buffer | void]>([
    ['another signature', /begins with 00.*expected 5047434f50590aff/, (bytes) => bytes.fill(0, 0, 4)],
    [
      'another number of fields',
      /row 1 of the COPY has 44 fields, expected 43/,
      (b) => void b.writeInt16BE(44, 19),
    ],
    ['no trailer', /broke off after 8 rows/, (bytes) => bytes.subarray(0, -2)],
    ['half a tuple', /broke off after 7 rows/, (bytes) => bytes.subarray(0, -40)],
    ['half a header', /broke off after 0 rows/, (bytes) => bytes.subarray(0, 12)],
    [
      'a price of four bytes',
      /came as 4 bytes in a COPY, expected 8 bytes or NULL/,
      (b) => void b.writeInt32BE(4, 21),
    ],
    ['a giant field', /came as 2147483647/, (b) => void b.writeInt32BE(0x7fffffff, 21)],
    ['a negative length', /came as -2 bytes/, (b) => void b.writeInt32BE(-2, 21)],
    ['more after the trailer', /1 bytes follow the trailer/, (bytes) => Buffer.concat([bytes, Buffer.of(0)])],
  ])('refuses %s', (_, message, change) => {
    expect(broken(change)).toThrow(CopyFormatError);
    expect(broken(change)).toThrow(message);
  });

  it('refuses what comes in a chunk after the trailer', () => {
    expect(() => decoded(Buffer.concat([good, good]), [good.length])).toThrow(/follow the trailer/);
  });

  it('never reads past a chunk, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: good.length - 1 }),
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 900 }),
        (at, noise, length) => {
          const bytes = Buffer.from(good);
          bytes.set(noise.subarray(0, bytes.length - at), at);
          try {
            decoded(bytes, [length]);
          } catch (error) {
            expect(error).toBeInstanceOf(CopyFormatError);
          }
        },
      ),
    );
  });
});

describe('COPY of trades', () => {
  const trade = fc.record({
    tsMicros: micros,
    price: fc.double(),
    size: fc.double(),
    aggressor: fc.constantFrom(-1, 0, 1),
    tradeNo: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    snapshotMicros: micros,
    snapshotRowId: fc.maxSafeNat(),
  });

  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.array(trade, { maxLength: 20 }), fc.integer({ min: 1, max: 200 }), (trades, length) => {
        const symbol = Buffer.from('ÄPL');
        const chunk = new CopyChunk(64 + trades.length * tradeRoom(symbol));
        chunk.putRaw(COPY_HEADER);
        for (const each of trades) encodeTrade(each, symbol, chunk);
        chunk.putRaw(COPY_TRAILER);
        const came: StoredTrade[] = [];
        const symbols = new SymbolTable();
        const reader = new CopyReader(new TradeDecoder(symbols, (each) => came.push({ ...each })));
        const bytes = chunk.filled();
        for (let at = 0; at < bytes.length; at += length) reader.push(bytes.subarray(at, at + length));
        reader.finish();
        expect(came).toEqual(trades);
        expect(symbols.all()).toEqual(trades.length === 0 ? [] : ['ÄPL']);
      }),
    );
  });
});
