import { MICROS_PER_SECOND, ROW_STRIDE } from '@genesis/market';
import { ASK, BID } from '../book-side.js';
import { type BookView } from '../book-view.js';
import { type CalibratedSettings } from './calibrated-settings.js';
import { type SideAnalysis } from './instrument-analysis.js';
import { SideDifference } from './side-difference.js';

/**
 * One side on its way through a shock. The reference is the book before the first row in which many levels
 * shrank at once, as long as that lies within the window: a shock may take a few updates.
 */
export class SideShock {
  readonly difference: SideDifference;
  /** The other side over the same time. */
  readonly #opposite: SideDifference;
  readonly #settings: CalibratedSettings['DEPTH_SHOCK'];
  // Numbers of its own, as in side-gap.ts.
  #windowMicros = 0;
  #minAtOnce = 0;
  readonly #before = new Float64Array(ROW_STRIDE);
  startMicros = -Infinity;
  startSequence = 0;

  constructor(readonly analysis: SideAnalysis) {
    const settings = analysis.settings.DEPTH_SHOCK;
    this.#settings = settings;
    this.difference = new SideDifference(analysis.side, settings.shrinkShare);
    this.#opposite = new SideDifference(analysis.side === BID ? ASK : BID, settings.shrinkShare);
    this.retune();
  }

  /** The settings were changed in place. */
  retune(): void {
    this.#windowMicros = this.#settings.windowSeconds * MICROS_PER_SECOND;
    this.#minAtOnce = this.#settings.minAtOnce;
    this.difference.retune(this.#settings.shrinkShare);
  }

  get drop(): number {
    return this.difference.drop;
  }

  get breadth(): number {
    return this.difference.shrunk / Math.max(1, this.difference.shrinkable);
  }

  /** Share of the levels that shrank and still stand, and half the share of volume lost. */
  get strength(): number {
    const { standing, shrunk } = this.difference;
    return (this.breadth * standing) / Math.max(1, shrunk) + this.drop / 2;
  }

  /** False on a row of which `follow` says so too: too few levels shrank. */
  get mayShock(): boolean {
    return this.analysis.difference.standing >= this.#minAtOnce;
  }

  /** True on a row that completes a loss of depth by most levels. */
  follow(view: BookView, lot: number): boolean {
    if (!this.mayShock) return false;
    const row = this.analysis.difference;
    if (view.hasPrevious) row.compare(view.previous, 0, view.rows, view.offset, lot);
    if (row.shrunk < this.#settings.minBreadthAtOnce * row.shrinkable) return false;
    if (view.tsMicros - this.startMicros > this.#windowMicros) this.#start(view);
    this.difference.compare(this.#before, 0, view.rows, view.offset, lot);
    return this.#shocked() && !this.#leans(view, lot);
  }

  clear(): void {
    this.startMicros = -Infinity;
  }

  #start(view: BookView): void {
    const { previous } = view;
    for (let i = 0; i < ROW_STRIDE; i++) this.#before[i] = previous[i];
    this.startMicros = view.tsMicros;
    this.startSequence = view.previousSequence;
  }

  /** Volume that goes on one side and comes on the other is a book that leans, not one that lost its depth. */
  #leans(view: BookView, lot: number): boolean {
    this.#opposite.compare(this.#before, 0, view.rows, view.offset, lot);
    return -this.#opposite.drop >= this.#settings.maxOppositeGain * this.drop;
  }

  #shocked(): boolean {
    const { difference, drop, breadth } = this;
    const settings = this.#settings;
    const lost = difference.depthBefore - difference.depthAfter;
    return (
      drop >= settings.minDrop &&
      breadth >= settings.minBreadth &&
      difference.shrinkable >= settings.minLevels &&
      difference.standing >= settings.minStanding * difference.shrunk &&
      difference.gained <= settings.maxGainedOfLost * lost
    );
  }
}
