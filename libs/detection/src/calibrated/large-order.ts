import { MICROS_PER_SECOND } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { CALIBRATED_SETTINGS, type CalibratedSettings } from './calibrated-settings.js';

/** What else is known of the row in which an order came. */
export interface Birth {
  /** How exactly what goes must match what came. */
  readonly matchShare: number;
  /** Far more of the side changed than usual: by itself the order says nothing, among others of its kind it does. */
  readonly relevelled: boolean;
  /** It came at the best price. */
  readonly atTouch: boolean;
}

const ORDINARY_BIRTH: Birth = {
  matchShare: CALIBRATED_SETTINGS.WITHDRAWAL.matchShare,
  relevelled: false,
  atTouch: false,
};

/** A large quantity added at one price, and how it went away. */
export class LargeOrder {
  withdrawnMicros = NaN;
  withdrawnSequence = 0;
  /** It stood at the best level when it fell: without trades, execution cannot be ruled out. */
  atTouch = false;
  /** The same quantity came back on this side. */
  requoted = false;
  /** The opposite side's best quote came to its price or through it, soon enough to have been due to this order. */
  reached = false;
  /** The best price of its side had just moved when it went. */
  afterMove = false;
  /** How much of the time that is so anyway. */
  movedShare = 0;
  /** Beyond so long a rest an order was risked; set when it goes. */
  longRestMicros: number;
  readonly bornAtTouch: boolean;
  readonly relevelled: boolean;
  /** How exactly what goes matches what came. */
  readonly matchShare: number;
  /** Volume traded at its price as it fell, where the source has trades. */
  traded = 0;
  #fallStartMicros = -Infinity;
  #removed = 0;
  #parts = 0;

  constructor(
    readonly price: number,
    readonly quantity: number,
    /** `quantity` in local means of a level. */
    readonly means: number,
    readonly bornMicros: number,
    readonly bornSequence: number,
    /** Time since the same quantity was last added on this side; Infinity for a new one. */
    readonly quantityIdleMicros: number,
    /**
     * A withdrawal may come in up to `maxParts` updates (more eat an order rather than withdraw it) within
     * `togetherSeconds`.
     */
    readonly settings: CalibratedSettings['WITHDRAWAL'] = CALIBRATED_SETTINGS.WITHDRAWAL,
    { matchShare, relevelled, atTouch }: Birth = ORDINARY_BIRTH,
  ) {
    this.matchShare = matchShare;
    this.longRestMicros = settings.longRestSeconds * MICROS_PER_SECOND;
    this.relevelled = relevelled;
    this.bornAtTouch = atTouch;
  }

  get withdrawn(): boolean {
    return !Number.isNaN(this.withdrawnMicros);
  }

  /** Time between placing and withdrawal. */
  get restedMicros(): number {
    return this.withdrawnMicros - this.bornMicros;
  }

  /**
   * `removed` volume left its price, `left` stays. True if with that the order is gone: what went within a
   * short time matches what was added, or the level collapsed with it.
   */
  fall(removed: number, left: number, atTouch: boolean, view: BookView): boolean {
    const fallMicros = this.settings.togetherSeconds * MICROS_PER_SECOND;
    if (view.tsMicros - this.#fallStartMicros > fallMicros) this.#startFall(view.tsMicros);
    this.#removed += removed;
    this.#parts++;
    this.atTouch ||= atTouch;
    if (!this.#gone(left) && !this.#goneAtOnce(removed, atTouch)) return false;
    this.withdrawnMicros = view.tsMicros;
    this.withdrawnSequence = view.sequence;
    return true;
  }

  get eaten(): boolean {
    return this.#parts > this.settings.maxParts;
  }

  #startFall(tsMicros: number): void {
    this.#fallStartMicros = tsMicros;
    this.#removed = 0;
    this.#parts = 0;
    this.atTouch = false;
  }

  #gone(left: number): boolean {
    const { quantity, matchShare } = this;
    if (this.#removed < (1 - matchShare) * quantity) return false;
    return (
      this.#removed <= (1 + matchShare) * quantity ||
      (left <= quantity / 4 && this.#removed <= 1.5 * quantity)
    );
  }

  /** The last update alone matches, after others had taken something else at this price. */
  #goneAtOnce(removed: number, atTouch: boolean): boolean {
    if (Math.abs(removed - this.quantity) > this.matchShare * this.quantity) return false;
    this.#parts = 1;
    this.atTouch = atTouch;
    return true;
  }
}
