import { Injectable } from '@nestjs/common';
import { Runtime } from '../../replay/runtime.js';

/** What the time of a slice goes into, in the order of its way. */
export const STAGES = [
  'validation',
  'features',
  'regime',
  'detection',
  'alerts',
  'evidence',
  'messages',
  'broadcast',
] as const;
export type Stage = (typeof STAGES)[number];
/** The first of them, which work row by row. */
const ROW_STAGES = 5;

/** Of each slice so many rows are timed: two looks at the clock cost as much as a stage's work on a row. */
export const ROWS_TIMED = 32;

/** Told when a slice of rows is through: milliseconds by stage, in the order of STAGES; read before it returns. */
export type SliceListener = (spentMs: Float64Array) => void;

/**
 * Where the time of the slice under way goes, summed over its rows; of a long one the first rows stand for all. A stage
 * that works within another one takes its time away from that one.
 */
@Injectable()
export class StageClock {
  /** How late the slice taken up last was, against when it was due; 0 for rows that a step asked for. */
  lagMs = 0;
  readonly #spentMs = new Float64Array(STAGES.length);
  /** Of the stages within the one under way. */
  #innerMs = 0;
  #rows = 0;
  #resting = false;
  #listener: SliceListener = () => undefined;

  constructor(private readonly runtime: Runtime) {}

  onSlice(listener: SliceListener): void {
    this.#listener = listener;
  }

  begin(dueAtMs: number | null): void {
    this.#spentMs.fill(0);
    this.#rows = 0;
    this.#resting = false;
    this.lagMs = dueAtMs === null ? 0 : Math.max(0, this.runtime.nowMs() - dueAtMs);
  }

  /** The next row enters the pipeline. */
  beginRow(): void {
    this.#resting = ++this.#rows > ROWS_TIMED;
  }

  end(): void {
    const share = Math.max(1, this.#rows / ROWS_TIMED);
    for (let stage = 0; stage < ROW_STAGES; stage++) this.#spentMs[stage] *= share;
    this.#listener(this.#spentMs);
  }

  /** For what is done once a slice. */
  run<R>(stage: Stage, work: () => R): R {
    this.#resting = false;
    return this.timed(stage, work)();
  }

  /** `work`, with a look at the clock before and after. */
  timed<A extends unknown[], R>(stage: Stage, work: (...args: A) => R): (...args: A) => R {
    const index = STAGES.indexOf(stage);
    return (...args) => {
      if (this.#resting) return work(...args);
      const innerBefore = this.#innerMs;
      this.#innerMs = 0;
      const begunMs = this.runtime.nowMs();
      try {
        return work(...args);
      } finally {
        const tookMs = this.runtime.nowMs() - begunMs;
        this.#spentMs[index] += tookMs - this.#innerMs;
        this.#innerMs = innerBefore + tookMs;
      }
    };
  }
}
