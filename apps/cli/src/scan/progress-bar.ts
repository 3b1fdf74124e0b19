import { type SourceProgress } from '@genesis/ingest';
import { SingleBar } from 'cli-progress';
import { formatCount } from '../output/format.js';

/** Shows how far a scan has come. */
export interface Progress {
  update(rows: number, progress: SourceProgress): void;
  stop(): void;
}

const REFRESH_MS = 100;

/** For a stderr that nobody watches. */
export const NO_PROGRESS: Progress = { update: () => undefined, stop: () => undefined };

/** Rows, rate and (where the source knows its end) percentage and time left, drawn on a terminal. */
export class ProgressBar implements Progress {
  readonly #bar: SingleBar;
  readonly #startedMs: number;
  #drawnMs = -Infinity;

  constructor(
    terminal: NodeJS.WriteStream,
    private readonly now: () => number,
  ) {
    this.#startedMs = now();
    this.#bar = new SingleBar({
      stream: terminal,
      format: '{bar} {percentage}% | {rows} rows | {rate} rows/s | {left}',
      hideCursor: true,
      clearOnComplete: true,
      // The command itself answers Ctrl-C.
      gracefulExit: false,
    });
    this.#bar.start(1, 0, { rows: 0, rate: 0, left: '' });
  }

  update(rows: number, { bytesRead, totalBytes }: SourceProgress): void {
    const nowMs = this.now();
    if (nowMs - this.#drawnMs < REFRESH_MS) return;
    this.#drawnMs = nowMs;
    const seconds = (nowMs - this.#startedMs) / 1000;
    const done = totalBytes === null || totalBytes === 0 ? 0 : Math.min(bytesRead / totalBytes, 1);
    const left =
      done === 0 ? `${seconds.toFixed(0)} s` : `ETA ${((seconds / done) * (1 - done)).toFixed(0)} s`;
    this.#bar.update(done, { rows: formatCount(rows), rate: formatCount(rows / seconds), left });
  }

  stop(): void {
    this.#bar.stop();
  }
}
