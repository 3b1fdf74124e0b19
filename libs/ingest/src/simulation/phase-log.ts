import { type PhaseLabel } from './episode-label.js';
import { formatStamp } from '../bytes/format-stamp.js';
import { type Phase } from './phases.js';
import { StretchLog } from './stretch-log.js';

/** Writes down a market's phases. Their times are those of the change, between two rows. */
export class PhaseLog {
  readonly #closed: StretchLog<PhaseLabel>;
  #fromMicros: number;
  #firstRow = 0;

  constructor(
    readonly symbol: string,
    startMicros: number,
    endless: boolean,
  ) {
    this.#closed = new StretchLog(endless);
    this.#fromMicros = startMicros;
  }

  /** Ends the phase that was on, `rows` snapshots having been shown in all. */
  close(phase: Phase, nowMicros: number, rows: number): void {
    this.#closed.push(this.#label(phase, nowMicros, rows));
    this.#fromMicros = nowMicros;
    this.#firstRow = rows;
  }

  upTo(phase: Phase, nowMicros: number, rows: number): PhaseLabel[] {
    return [...this.#closed.all(), this.#label(phase, nowMicros, rows)];
  }

  #label(phase: Phase, nowMicros: number, rows: number): PhaseLabel {
    return {
      symbol: this.symbol,
      phase,
      start_ts: formatStamp(this.#fromMicros),
      end_ts: formatStamp(nowMicros),
      rows: [this.#firstRow, rows - 1],
    };
  }
}
