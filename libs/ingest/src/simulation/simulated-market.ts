import { MICROS_PER_SECOND, ROW_STRIDE, TS, type TradeColumns } from '@genesis/market';
import { DecimalGrid } from './decimal-grid.js';
import { EpisodeDesk } from './episode-desk.js';
import { type EpisodeLabel, type PhaseLabel } from './episode-label.js';
import { EpisodeSchedule } from './episode-schedule.js';
import { episodePlan } from './episode-plan.js';
import { OrderFlowModel } from './order-flow-model.js';
import { OrderSizes } from './order-sizes.js';
import { MarketMood, REGIME_PHASES, USUAL_PHASES } from './phases.js';
import { PhaseLog } from './phase-log.js';
import { randomStream } from './seeded-streams.js';
import { SimulatedBook } from './simulated-book.js';
import { type SimulatedSymbol } from './simulated-symbol.js';
import { type ResolvedSimulation } from './simulation-settings.js';
import { StretchLog } from './stretch-log.js';
import { UsualMarket } from './usual-market.js';

/** Moods move on, and habits are sampled, at this beat. */
const BEAT_MICROS = MICROS_PER_SECOND;

/** One instrument on its way through event time, a snapshot at a time: the crowd, its mood, and the agents. */
export class SimulatedMarket {
  /** The current snapshot, laid out as in snapshot-layout.ts. Overwritten by `advance`. */
  readonly row = new Float64Array(ROW_STRIDE);
  /** Snapshots so far, the current one included: its sequence number. */
  sequence = 0;
  readonly labels: StretchLog<EpisodeLabel>;
  readonly #phases: PhaseLog;
  readonly #book: SimulatedBook;
  readonly #mood: MarketMood;
  readonly #flow: OrderFlowModel;
  readonly #usual = new UsualMarket();
  readonly #desk: EpisodeDesk;
  readonly #schedule: EpisodeSchedule;
  readonly #openingDoubleMid: number;
  #nowMicros: number;
  #flowMicros: number;
  #beatMicros: number;
  #sequenceAtBeat = 0;

  /** Opens the market: the first snapshot is there at once. */
  constructor(spec: SimulatedSymbol, settings: ResolvedSimulation) {
    const stream = (use: string) => randomStream(settings.seed, spec.symbol, use);
    const { startMicros, durationMicros } = settings;
    const prices = new DecimalGrid(spec.tickSize);
    const openingTick = prices.nearest(spec.startPrice);
    const sizes = new OrderSizes(spec, stream('sizes'));
    this.#book = new SimulatedBook(openingTick, sizes, prices, new DecimalGrid(spec.lotSize));
    const phases = settings.regimePhases ? REGIME_PHASES : USUAL_PHASES;
    this.#mood = new MarketMood(startMicros, stream('mood'), phases);
    this.#flow = new OrderFlowModel(this.#book, this.#mood, stream('flow'), settings.rate * spec.activity);
    this.#flow.openBook(openingTick);
    this.#openingDoubleMid = this.#book.doubleMidTicks;
    this.#desk = new EpisodeDesk(this.#book, this.#flow, this.#usual, stream('agents'));
    this.labels = new StretchLog(durationMicros === null);
    this.#phases = new PhaseLog(spec.symbol, startMicros, durationMicros === null);
    this.#schedule = new EpisodeSchedule(
      this.#desk,
      stream('schedule'),
      {
        symbol: spec.symbol,
        startMicros,
        endMicros: durationMicros === null ? Infinity : startMicros + durationMicros,
        ...episodePlan(settings, this.#mood),
      },
      (label) => this.labels.push(label),
    );
    this.#nowMicros = startMicros;
    this.#beatMicros = startMicros + BEAT_MICROS;
    this.#flowMicros = startMicros + this.#flow.drawWaitMicros();
    this.#show();
  }

  /** Trades since the snapshot before the current one; their row is 0. */
  get trades(): TradeColumns {
    return this.#book.trades;
  }

  /** All phases up to the current snapshot, the one that lasts included. */
  phases(): PhaseLabel[] {
    return this.#phases.upTo(this.#mood.phase, this.row[TS], this.sequence);
  }

  /** Goes on to the next snapshot: to the next event that changes what is shown. */
  advance(): void {
    this.#book.trades.clear();
    let acted = this.#happen();
    while (!this.#book.changed) {
      if (acted) this.#settle();
      acted = this.#happen();
    }
    this.#show();
    if (acted) this.#settle();
  }

  /** Lets happen what comes next; true when it was the agents' doing. */
  #happen(): boolean {
    const due = this.#schedule.dueMicros;
    if (this.#beatMicros <= this.#flowMicros && this.#beatMicros <= due) {
      this.#beat();
      return false;
    }
    if (due <= this.#flowMicros) {
      this.#moveClock(due);
      this.#schedule.act(this.#nowMicros);
      return true;
    }
    this.#moveClock(this.#flowMicros);
    this.#flow.step(this.#nowMicros);
    this.#flowMicros = this.#nowMicros + this.#flow.drawWaitMicros();
    return false;
  }

  /** Stamps of one symbol strictly increase. */
  #moveClock(micros: number): void {
    this.#nowMicros = Math.max(micros, this.row[TS] + 1);
  }

  #beat(): void {
    const phaseBefore = this.#mood.phase;
    const distance = Math.log(this.#book.doubleMidTicks / this.#openingDoubleMid);
    if (this.#mood.advance(this.#beatMicros, distance)) {
      this.#phases.close(phaseBefore, this.#beatMicros, this.sequence);
    }
    if (this.#schedule.staging) this.#usual.skip();
    else this.#usual.sample(this.#book, this.row, this.sequence - this.#sequenceAtBeat);
    this.#sequenceAtBeat = this.sequence;
    this.#beatMicros += BEAT_MICROS;
  }

  #show(): void {
    this.#book.publish(this.row);
    this.row[TS] = this.#nowMicros;
    this.sequence++;
    this.#desk.rowsShown = this.sequence;
  }

  #settle(): void {
    this.#schedule.settle(this.sequence - 1, this.row[TS]);
  }
}
