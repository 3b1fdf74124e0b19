import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SnapshotSource } from '@genesis/ingest';
import { COLUMN_NAMES, ROW_STRIDE, SnapshotBatch, SymbolTable, TS } from '@genesis/market';
import { parseSettings } from '../config/parse-settings.js';
import { CsvModeProvider } from './csv-mode.provider.js';
import { type ModeProvider } from './mode-provider.js';
import { SourceTrack } from './source-track.js';

/** A batch: stamps of its rows and numbers of the lost lines before them; or a failure. */
type Part = { readonly rows: readonly number[]; readonly lost: readonly number[] } | Error;

function fill(batch: SnapshotBatch, { rows, lost }: Exclude<Part, Error>, fromMicros: number): void {
  batch.clear();
  for (const position of lost) {
    const text = { column: null, text: '', tsMicros: null, issue: 'cut off' };
    batch.defects.push({ kind: 'lost', row: 0, code: 'TRUNCATED_ROW', position, symbol: 'A', ...text });
  }
  for (const micros of rows) if (micros >= fromMicros) batch.rows[batch.length++ * ROW_STRIDE + TS] = micros;
}

/** Gives the parts in order; a failure is thrown each time that it is come to. */
function providerOf(parts: readonly Part[]): ModeProvider {
  const source: SnapshotSource = {
    describe: () =>
      Promise.resolve({ name: 'parts', format: 'parts', symbols: ['A'], fromMicros: null, toMicros: null }),
    async *open({ fromMicros = -Infinity } = {}) {
      const batch = new SnapshotBatch(8, new SymbolTable());
      for (const part of parts) {
        await Promise.resolve();
        if (part instanceof Error) throw part;
        fill(batch, part, fromMicros);
        yield batch;
      }
    },
    progress: () => ({ bytesRead: 0, totalBytes: null }),
    close: () => Promise.resolve(),
  };
  const available = (): Promise<{ ok: true }> => Promise.resolve({ ok: true });
  return { mode: 'CSV_REPLAY', endless: false, available, open: () => Promise.resolve(source) };
}

/** Shows everything up to the end or the failure: lost lines as negative numbers, rows as their stamps, a failure as NaN. */
async function showAll(track: SourceTrack): Promise<number[]> {
  const shown: number[] = [];
  try {
    for (let batch = await track.next(); batch !== null; batch = await track.next()) {
      for (const defect of batch.defects) if (defect.kind === 'lost') shown.push(-defect.position);
      for (let row = 0; row < batch.length; row++) shown.push(batch.rows[row * ROW_STRIDE + TS]);
      track.show(batch, 0, batch.length);
    }
  } catch {
    shown.push(NaN);
  }
  return shown;
}

describe('SourceTrack', () => {
  it('does not play a source that has lost lines and no row', async () => {
    const provider = providerOf([
      { rows: [], lost: [2, 3] },
      { rows: [], lost: [4] },
    ]);
    await expect(SourceTrack.start(provider)).rejects.toThrow('parts: holds no usable snapshot');
  });

  it('reads past lost lines to the first row, and still tells them, in their place', async () => {
    const parts = [
      { rows: [], lost: [2, 3] },
      { rows: [], lost: [4] },
      { rows: [10, 20], lost: [5] },
    ];
    expect(await showAll(await SourceTrack.start(providerOf(parts)))).toEqual([-2, -3, -4, -5, 10, 20]);
  });

  it('counts a failure as one more when only lost lines came in between', async () => {
    const track = await SourceTrack.start(
      providerOf([
        { rows: [], lost: [2] },
        { rows: [10], lost: [] },
      ]),
    );
    track.failures = 3;
    const batch = await track.next();
    track.show(batch!, 0, 0);
    expect(track.failures).toBe(3);
    const rows = await track.next();
    track.show(rows!, 0, 1);
    expect(track.failures).toBe(0);
  });

  it('does not tell a lost line again when it goes on after a failure', async () => {
    const lostOnly = { rows: [], lost: [2, 3] };
    const parts: Part[] = [lostOnly, { rows: [10, 20], lost: [4] }, new Error('cut off')];
    const track = await SourceTrack.start(providerOf(parts));
    expect(await showAll(track)).toEqual([-2, -3, -4, 10, 20, NaN]);
    parts[2] = { rows: [30], lost: [5] };
    await track.continue();
    expect(await showAll(track)).toEqual([-5, 30]);
    await track.restart();
    expect(await showAll(track)).toEqual([-2, -3, -4, 10, 20, -5, 30]);
  });

  it('refuses a file with a good header of which no line can be read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-rows-'));
    const file = join(folder, 'broken.csv');
    const lines = Array.from({ length: 5000 }, (_, i) => `${i},broken`);
    writeFileSync(file, [COLUMN_NAMES.join(','), ...lines, ''].join('\n'));
    const provider = new CsvModeProvider(parseSettings({ CSV_PATH: file, CSV_SYMBOL: 'A' }));
    await expect(SourceTrack.start(provider)).rejects.toThrow(/broken\.csv/);
    rmSync(folder, { recursive: true });
  });
});
