import { type BookView } from '../book-view.js';
import { type InstrumentAnalysis, type SideAnalysis } from './instrument-analysis.js';
import { LargeOrderTracker } from './large-order-tracker.js';
import { type LargeOrder } from './large-order.js';
import { type Rarity, RarityBar } from './rarity-bar.js';
import { suspicion } from './suspicion.js';
import { actOf, type WithdrawalAct } from './withdrawal-acts.js';

/** A judged act of withdrawal with the bars it had to pass, ready for a detector to raise. */
export interface JudgedAct extends WithdrawalAct {
  readonly side: SideAnalysis;
  /** What `statistic` had to reach. */
  readonly rarity: Rarity;
  /** ln of `means`, less what makes the act ordinary. */
  readonly statistic: number;
  readonly withdrawnMicros: number;
  /** When the time for explanations was over: the moment of the judgement. */
  readonly dueMicros: number;
}

/**
 * Follows large orders on both sides and judges each act of withdrawal once, when the time for explanations
 * is over. SPOOFING takes acts at one or two prices, LAYERING those at three or more.
 */
export class WithdrawalWatch {
  /** Acts judged suspicious and not yet taken by their detector. */
  readonly spoofing: JudgedAct[] = [];
  readonly layering: JudgedAct[] = [];
  /** When the next act is judged; Infinity while none waits. */
  dueMicros = Infinity;
  readonly #trackers: readonly [LargeOrderTracker, LargeOrderTracker];
  readonly #spoofingBar: RarityBar;
  readonly #layeringBar: RarityBar;

  constructor(readonly analysis: InstrumentAnalysis) {
    const { SPOOFING, LAYERING } = analysis.settings;
    this.#spoofingBar = new RarityBar(Math.log(SPOOFING.minMeans), SPOOFING);
    // One rate: the more large orders leave anyway, the more often some leave together by chance.
    this.#layeringBar = new RarityBar(Math.log(LAYERING.minMeans), LAYERING, this.#spoofingBar.rate);
    this.#trackers = [new LargeOrderTracker(analysis.bid), new LargeOrderTracker(analysis.ask)];
  }

  /** The settings were changed in place, at `tsMicros` of event time. */
  retune(tsMicros: number): void {
    const { SPOOFING, LAYERING } = this.analysis.settings;
    this.#spoofingBar.retune(Math.log(SPOOFING.minMeans));
    this.#layeringBar.retune(Math.log(LAYERING.minMeans));
    for (const tracker of this.#trackers) tracker.retune(tsMicros);
    this.#setDue();
  }

  /** Takes a row in; what fell due before it is judged first. */
  update(view: BookView): void {
    if (view.tsMicros >= this.dueMicros) this.advance(view.tsMicros);
    this.#trackers[0].update(view);
    this.#trackers[1].update(view);
    this.#setDue();
  }

  /** Judges what is due at `tsMicros`. */
  advance(tsMicros: number): void {
    const [bid, ask] = this.#trackers;
    for (;;) {
      // In the order of the moments, whenever somebody looks: both sides share the bars.
      const first = ask.dueMicros < bid.dueMicros ? ask : bid;
      const { dueMicros } = first;
      if (dueMicros > tsMicros || dueMicros === Infinity) break;
      this.#judge(first, first.takeDue(), dueMicros);
    }
    this.#setDue();
  }

  reset(): void {
    this.spoofing.length = 0;
    this.layering.length = 0;
    for (const tracker of this.#trackers) tracker.reset();
    this.#setDue();
  }

  #setDue(): void {
    const [bid, ask] = this.#trackers;
    this.dueMicros = Math.min(bid.dueMicros, ask.dueMicros);
  }

  #judge(tracker: LargeOrderTracker, due: readonly LargeOrder[], dueMicros: number): void {
    const act = actOf(due);
    if (act === null || this.#bothSides(tracker, act)) return;
    const isLayering = act.prices >= this.analysis.settings.LAYERING.minPrices;
    // On a conflated feed an order or two may be what a moving book brings; three or more of a kind are not.
    if (!isLayering && act.orders.every(({ relevelled }) => relevelled)) return;
    const bar = isLayering ? this.#layeringBar : this.#spoofingBar;
    const withdrawnMicros = act.orders.reduce(
      (last, order) => Math.max(last, order.withdrawnMicros),
      -Infinity,
    );
    const statistic = suspicion(act);
    const rarity = bar.weigh(statistic, this.analysis.watchedMicros(withdrawnMicros));
    if (!this.analysis.warm || statistic < rarity.required) return;
    const judged = {
      ...act,
      side: tracker.analysis,
      rarity,
      statistic,
      withdrawnMicros,
      dueMicros,
    };
    (isLayering ? this.layering : this.spoofing).push(judged);
  }

  /** Both sides were pulled alike: a market-wide withdrawal, not a one-sided pressure. */
  #bothSides(tracker: LargeOrderTracker, act: WithdrawalAct): boolean {
    const other = this.#trackers[0] === tracker ? this.#trackers[1] : this.#trackers[0];
    const opposite = actOf(other.withdrawnAround(act.orders[0].withdrawnMicros));
    const { alikeShare } = this.analysis.settings.WITHDRAWAL;
    return opposite !== null && opposite.means >= alikeShare * act.means;
  }
}
