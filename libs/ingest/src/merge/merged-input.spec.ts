import fc from 'fast-check';
import { briefDefects, collectRows, type CollectedRows } from '../../testing/collected-rows.js';
import { CSV_HEADER, csvFile, csvLine, microsAt, stampAt } from '../../testing/csv-text.js';
import { ScratchFolder } from '../../testing/scratch-folder.js';
import { type OpenOptions } from '../open-options.js';
import { openSource } from '../open-source.js';

const folder = new ScratchFolder();

async function merged(files: readonly string[], options?: OpenOptions): Promise<CollectedRows> {
  return collectRows((await openSource(files, options)).open());
}

function briefRows({ rows }: CollectedRows): string[] {
  return rows.map(({ symbol, sequence, values }) => `${symbol}${sequence}@${values[0] - microsAt(0)}`);
}

describe('several files', () => {
  it('interleave by time; equal stamps keep the order in which the files were given', async () => {
    const a = folder.write('A.csv', csvFile([0, 10, 10, 30].map(stampAt)));
    const b = folder.write('B.csv.gz', csvFile([5, 10, 40].map(stampAt)));
    expect(briefRows(await merged([a, b]))).toEqual([
      'A1@0',
      'B1@5',
      'A2@10',
      'A3@10',
      'B2@10',
      'A4@30',
      'B3@40',
    ]);
    expect(briefRows(await merged([b, a]))).toEqual([
      'A1@0',
      'B1@5',
      'B2@10',
      'A2@10',
      'A3@10',
      'A4@30',
      'B3@40',
    ]);
  });

  it('hand the lost lines of one over in bounded batches, in their order', async () => {
    const garbage = Array.from({ length: 12_000 }, () => 'garbage line');
    const text = [CSV_HEADER, csvLine(stampAt(0)), ...garbage, csvLine(stampAt(1)), ''].join('\n');
    const source = await openSource([
      folder.write('L.csv', text),
      folder.write('M.csv', csvFile([5].map(stampAt))),
    ]);
    const counts: number[] = [];
    const positions: number[] = [];
    for await (const batch of source.open()) {
      counts.push(batch.defects.length);
      for (const defect of batch.defects) if (defect.kind === 'lost') positions.push(defect.position);
    }
    expect(Math.max(...counts)).toBeLessThan(2 * 4096);
    expect(positions).toEqual(garbage.map((_, at) => at + 3));
  });

  it('equal a stable sort of all their rows, in any batch size', async () => {
    const steps = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps, { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 1, max: 20 }),
        async (files, batchRows) => {
          const stamps = files.map((file) => {
            let at = 0;
            return file.map((step) => (at += step));
          });
          const paths = stamps.map((file, n) => folder.write(`S${n}.csv`, csvFile(file.map(stampAt))));
          const expected = stamps
            .flatMap((file, n) => file.map((at, row) => ({ at, text: `S${n}${row + 1}@${at}` })))
            .sort((x, y) => x.at - y.at)
            .map(({ text }) => text);
          const result = await merged(paths, { batchRows });
          expect(briefRows(result)).toEqual(expected);
          expect(Math.max(...result.batchLengths)).toBeLessThanOrEqual(batchRows);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keep defects, lost lines and trades with their rows', async () => {
    const lines = (changes: readonly Record<string, string>[]): string =>
      [CSV_HEADER, ...changes.map((change, at) => csvLine(stampAt(10 * at), change)), ''].join('\n');
    const a = folder.write('TA.csv', lines([{}, { bid_volume_1: 'x' }, { ts: 'bad' }, {}, { ts: 'bad' }]));
    const b = folder.write('TB.csv', lines([{}, { ts: 'bad' }, { ask_price_1: '' }, {}]));
    folder.write('TB.trades.csv', `ts,side,price,size\n${stampAt(15)},S,100,3\n`);
    for (const batchRows of [1, 3, 100]) {
      const result = await merged([a, b], { batchRows });
      expect(result.rows.map(({ symbol, position }) => `${symbol}:${position}`)).toEqual([
        'TA:2',
        'TB:2',
        'TA:3',
        'TB:4',
        'TA:5',
        'TB:5',
      ]);
      expect(briefDefects(result).sort()).toEqual([
        'BAD_TS@3',
        'BAD_TS@4',
        'BAD_TS@6',
        'EMPTY_FIELD@4:ask_price_1',
        'TEXT_IN_NUMBER@3:bid_volume_1',
      ]);
      expect(result.trades).toEqual([[3, microsAt(15), 100, 3, -1]]);
    }
  });

  it('describe themselves together', async () => {
    const a = folder.write('DA.csv', csvFile([10, 20].map(stampAt)));
    const b = folder.write('DB.csv', csvFile([0, 15].map(stampAt)));
    const source = await openSource([a, b]);
    expect(await source.describe()).toMatchObject({
      format: 'csv',
      symbols: ['DA', 'DB'],
      fromMicros: microsAt(0),
      toMicros: microsAt(20),
    });
    await collectRows(source.open());
    const { bytesRead, totalBytes } = source.progress();
    expect(bytesRead).toBe(totalBytes);
  });

  it('of one symbol follow one another, their sequence numbers going on', async () => {
    const first = folder.write('SEQ_1.csv', csvFile([0, 10].map(stampAt)));
    const second = folder.write('SEQ_2.csv', csvFile([20, 30].map(stampAt)));
    expect(briefRows(await merged([second, first]))).toEqual(['SEQ1@0', 'SEQ2@10', 'SEQ3@20', 'SEQ4@30']);
  });

  it('of one symbol at the same time are refused', async () => {
    const first = folder.write('OV_1.csv', csvFile([0, 20].map(stampAt)));
    const second = folder.write('OV_2.csv', csvFile([10, 30].map(stampAt)));
    await expect(merged([first, second])).rejects.toThrow(
      `${second}: holds OV from ${stampAt(10)} to ${stampAt(20)}, as does ${first}; expected other symbols or other times`,
    );
  });

  it('deliver what came before one of them breaks off, then say so', async () => {
    const whole = folder.write('W.csv', csvFile([0, 1_000_000_000_000].map(stampAt)));
    const { rows, error } = await merged([whole, 'test/fixtures/not-ok/truncated.csv.gz']);
    expect(rows.length).toBeGreaterThan(1000);
    expect(error?.message).toContain('truncated.csv.gz');
  });
});
