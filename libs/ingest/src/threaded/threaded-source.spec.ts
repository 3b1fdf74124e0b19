import { EventEmitter } from 'node:events';
import { existsSync, readFileSync, truncateSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import { type SnapshotBatch, type TimeRange } from '@genesis/market';
import fc from 'fast-check';
import { collectRows } from '../../testing/collected-rows.js';
import { CSV_HEADER, csvFile, csvLine, microsAt, stampAt } from '../../testing/csv-text.js';
import { ScratchFolder } from '../../testing/scratch-folder.js';
import { type OpenOptions } from '../open-options.js';
import { openSource } from '../open-source.js';
import { type SnapshotSource } from '../snapshot-source.js';
import { UnusableInputError } from '../unusable-input.error.js';
import { SLOTS } from './batch-slots.js';
import { openForScan } from './open-for-scan.js';
import { ReceivedBatches } from './received-batches.js';
import { serveBatches } from './serve-batches.js';
import { ThreadedSource } from './threaded-source.js';

const folder = new ScratchFolder();
const NOT_OK = 'test/fixtures/not-ok';
const DATA = '../shared/data';

async function threaded(files: string[], options: OpenOptions = {}): Promise<ThreadedSource> {
  return new ThreadedSource(await openSource(files, options), files, options);
}

/** Rows one millisecond apart, each cell as `cells` says for its number. */
function bookOf(rows: number, cells: (row: number) => Record<string, string> = () => ({})): string {
  const lines = Array.from({ length: rows }, (_, row) => csvLine(stampAt(row * 1000), cells(row)));
  return [CSV_HEADER, ...lines, ''].join('\n');
}

/** Both ways of the same reading, and what each says of how far it came. */
async function bothWays(files: string[], options: OpenOptions = {}, range: TimeRange = {}): Promise<void> {
  const direct = await openSource(files, options);
  const other = await threaded(files, options);
  const expected = await collectRows(direct.open(range));
  expect(await collectRows(other.open(range))).toEqual(expected);
  expect(other.progress()).toEqual(direct.progress());
  expect(await other.describe()).toEqual(await direct.describe());
  await other.close();
}

describe('a source that reads in a thread', () => {
  it('gives the batches of a gzip file with trades, odd cells, lost lines and late rows', async () => {
    const lines = bookOf(3000, (row) => (row % 700 === 5 ? { bid_price_3: 'N/A' } : {})).split('\n');
    lines[50] = lines[50].slice(0, 40);
    [lines[100], lines[101]] = [lines[101], lines[100]];
    const path = folder.write('odd.csv.gz', lines.join('\n'));
    const trades = Array.from({ length: 500 }, (_, n) => `${stampAt(n * 5500)},B,100.5,${n + 1},1`);
    folder.write('odd.trades.csv.gz', ['ts,side,price,size,visible', ...trades, ''].join('\n'));
    await bothWays([path]);
    await bothWays(
      [path],
      { batchRows: 64 },
      { fromMicros: microsAt(777_000), toMicros: microsAt(2_500_000) },
    );
  });

  it('gives the batches of several files as one', async () => {
    const files = ['A', 'B'].map((name) => folder.write(`${name}.csv`, bookOf(1500)));
    await bothWays(files, { batchRows: 100 });
  });

  it('throws what the file is refused for, after the rows before it', async () => {
    const cut = folder.write('cut.csv.gz', bookOf(4000));
    const broken = folder.writeRaw('broken.csv.gz', readFileSync(cut).subarray(0, -500));
    const direct = await collectRows((await openSource([broken])).open());
    const other = await collectRows((await threaded([broken])).open());
    expect(direct.error).toBeInstanceOf(UnusableInputError);
    expect(direct.rows.length).toBeGreaterThan(0);
    expect(other.error).toBeInstanceOf(UnusableInputError);
    expect(other).toEqual(direct);
    expect(other.error).toMatchObject({ file: broken, line: (direct.error as UnusableInputError).line });
    await bothWays([`${NOT_OK}/no-row-readable.csv`]);
  });

  it('throws where the file is gone by the time it is read', async () => {
    const source = new ThreadedSource(
      await openSource([folder.write('gone.csv', bookOf(3))]),
      ['gone.csv'],
      {},
    );
    const { error, rows } = await collectRows(source.open());
    expect(error).toEqual(new UnusableInputError('gone.csv', null, 'no such file'));
    expect(rows).toEqual([]);
  });

  it('ends its thread where the reading is given up', async () => {
    const source = await threaded([folder.write('long.csv', bookOf(5000))], { batchRows: 10 });
    const [kept, left] = [source.open(), source.open()];
    expect((await kept.next()).done).toBe(false);
    expect((await left.next()).done).toBe(false);
    await left.return?.();
    expect((await left.next()).done).toBe(true);
    expect((await kept.next()).done).toBe(false);
    await source.close();
    expect((await kept.next()).done).toBe(true);
  });

  it('is taken for large files, where there is a core for it', async () => {
    const small = folder.write('small.csv', csvFile([stampAt(0)]));
    expect(await openForScan([small])).not.toBeInstanceOf(ThreadedSource);
    const large = folder.write('large.csv', csvFile([stampAt(0)]));
    truncateSync(large, 40e6);
    const zipped = folder.write('zipped.csv.gz', csvFile([stampAt(0)]));
    truncateSync(zipped, 10e6);
    for (const file of [large, zipped])
      expect((await openForScan([file])) instanceof ThreadedSource).toBe(availableParallelism() > 1);
  });
});

const maybe = existsSync(DATA) ? describe : describe.skip;
maybe('real files in a thread', () => {
  it.each([
    'l2/AAPL_2012-06-21.head500.csv',
    'lobster/official_head/AAPL_2012-06-21_34200000_57600000_message_10.csv',
  ])('%s', (path) => bothWays([`${DATA}/${path}`]));
});

/** A reading thread's code in this thread: quick enough for many cases. */
class NearThread extends EventEmitter {
  readonly #port;

  constructor(source: SnapshotSource, range: TimeRange) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.on('message', (said: unknown) => this.emit('message', said));
    port1.on('close', () => this.emit('exit', 0));
    void serveBatches(port2, () => Promise.resolve(source), range);
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }
}

async function* received(batches: ReceivedBatches, most: number): AsyncGenerator<SnapshotBatch, void, void> {
  try {
    for (let taken = 0; taken < most; taken++) {
      const batch = await batches.next();
      if (batch === null) return;
      yield batch;
      // Nobody may look at a batch that was given back.
      batch.rows.fill(-1);
    }
  } finally {
    await batches.stop();
  }
}

async function* first(batches: AsyncIterable<SnapshotBatch>, most: number): AsyncGenerator<SnapshotBatch> {
  let taken = 0;
  if (most > 0)
    for await (const batch of batches) {
      yield batch;
      if (++taken === most) return;
    }
}

describe('batches between threads', () => {
  const line = fc.record({
    late: fc.nat(4),
    cell: fc.constantFrom('100', 'N/A', '', 'inf', '-1'),
    symbol: fc.constantFrom('AAA', 'BBB', 'CCC'),
    whole: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  });

  it('are the same as without, whatever the file, the range and the place where it is left', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(60),
        fc.constantFrom(Infinity, 0, 1, 3, SLOTS + 2),
        async (lines, batchRows, from, most) => {
          const text = lines.map(({ late, cell, symbol, whole }, row) => {
            const cells = csvLine(stampAt((row * 2 - late + 10) * 1000), { ask_price_4: cell });
            return whole ? `${cells},${symbol}` : cells.slice(0, 30);
          });
          const path = folder.write('any.csv', [`${CSV_HEADER},symbol`, ...text, ''].join('\n'));
          const range = { fromMicros: microsAt(from * 1000) };
          const expected = await collectRows(
            first((await openSource([path], { batchRows })).open(range), most),
          );
          const thread = new NearThread(await openSource([path], { batchRows }), range);
          const came = await collectRows(received(new ReceivedBatches(thread), most));
          expect(came).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are no further ahead than there are slots', async () => {
    let opened = 0;
    const source = await openSource([folder.write('ahead.csv', bookOf(1000))], { batchRows: 10 });
    const counting: SnapshotSource = {
      describe: () => source.describe(),
      progress: () => source.progress(),
      close: () => source.close(),
      async *open(range) {
        for await (const batch of source.open(range)) {
          opened++;
          yield batch;
        }
      },
    };
    const batches = new ReceivedBatches(new NearThread(counting, {}));
    await batches.next();
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    // Those in the slots, and one that waits for a slot.
    expect(opened).toBe(SLOTS + 1);
    await batches.stop();
  });

  it('say what ended their thread', async () => {
    const died = new EventEmitter() as EventEmitter & { postMessage(): void };
    died.postMessage = () => undefined;
    const batches = new ReceivedBatches(died);
    const waiting = batches.next();
    died.emit('error', new Error('out of memory'));
    await expect(waiting).rejects.toThrow('out of memory');
    died.emit('exit', 1);
    await expect(batches.next()).rejects.toThrow('ended with code 1 before it was through');
    await batches.stop();
  });
});
