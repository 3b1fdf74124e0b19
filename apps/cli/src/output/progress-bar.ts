import { type SourceProgress } from '@genesis/ingest';
import { SingleBar } from 'cli-progress';
import { type CliContext } from '../cli-context.js';
import { formatCount } from './format.js';

/** Shows how far a command has come. */
export interface Progress {
  /** `rows` more were read. */
  update(rows: number, progress: SourceProgress): void;
  stop(): void;
}

const REFRESH_MS = 100;

/** For a stderr that nobody watches. */
const NO_PROGRESS: Progress = { update: () => undefined, stop: () => undefined };

/** A progress bar where somebody watches and has not asked for quiet. */
export function progressOn({ terminal, now }: CliContext, quiet = false): Progress {
  return terminal === null || quiet ? NO_PROGRESS : new ProgressBar(terminal, now);
}

/** Rows, rate and (where the source knows its end) percentage and time left, drawn on a terminal. */
export class ProgressBar implements Progress {
  readonly #bar: SingleBar;
  readonly #startedMs: number;
  #drawnMs = -Infinity;
  #rows = 0;

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
    this.#rows += rows;
    const nowMs = this.now();
    if (nowMs - this.#drawnMs < REFRESH_MS) return;
    this.#drawnMs = nowMs;
    const seconds = (nowMs - this.#startedMs) / 1000;
    const done = totalBytes === null || totalBytes === 0 ? 0 : Math.min(bytesRead / totalBytes, 1);
    const left =
      done === 0 ? `${seconds.toFixed(0)} s` : `ETA ${((seconds / done) * (1 - done)).toFixed(0)} s`;
    this.#bar.update(done, { rows: formatCount(this.#rows), rate: formatCount(this.#rows / seconds), left });
  }

  stop(): void {
    this.#bar.stop();
  }
}
