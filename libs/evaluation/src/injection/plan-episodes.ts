import { DIFFICULTIES, type Difficulty, type EpisodeSide, randomStream } from '@genesis/ingest';
import { MICROS_PER_SECOND, type RandomSource } from '@genesis/market';
import { type RecordedBook } from '../recording/recorded-book.js';
import { type BookGrid } from './book-grid.js';
import { type EpisodeScript, type Plan } from './episode-script.js';
import { type Feed, feedOf } from './feed.js';
import { type InjectionSettings } from './injection-settings.js';
import { type LabelFacts } from './injected-label.js';
import { type MarketHabits, habitsOf } from './market-habits.js';
import { drawParameters } from './parameter-cell.js';
import { ABUSE_SCRIPTS, HONEST_SCRIPTS } from './scripts/index.js';
import { Site } from './site.js';

/** From the end of an episode to the beginning of the next, at the least. */
const LEAST_GAP_SECONDS = 10;
const LEAST_GAP_ROWS = 6;
/** Habits are those of so much untouched book before an episode. */
const HABIT_SECONDS = 300;
/** Start rows tried for one episode, within so many gaps. */
const STARTS_TRIED = 24;
/** Episodes of the queue looked at before a place is given up. */
const LOOKAHEAD = 10;
/** Honest episodes for one of manipulation. */
const HONEST_SHARE = 1 / 2;
/** An episode and the search for its place take about this much of the time. */
const USUAL_EPISODE_SECONDS = 8;

/** An episode with its place. */
export interface PlannedEpisode {
  readonly facts: LabelFacts;
  readonly plan: Plan;
  readonly endMicros: number;
}

/** What is to be laid over a book, and what could not be. */
export interface Programme {
  readonly episodes: readonly PlannedEpisode[];
  readonly feed: Feed;
  /** Why a script has no place in this feed at all, by type or kind. */
  readonly unobservable: Readonly<Record<string, string>>;
  /** Scripts that found no stretch of real rows to fit, and how often they were tried in vain. */
  readonly unplaced: Readonly<Record<string, number>>;
}

/** A script with what its next staging is to be. */
interface Casting {
  readonly script: EpisodeScript;
  readonly difficulty: Difficulty;
  readonly side: EpisodeSide;
  readonly name: string;
}

/** Decides what is staged where: one episode after the other, never overlapping, away from the run-in. */
export function planEpisodes(book: RecordedBook, grid: BookGrid, settings: InjectionSettings): Programme {
  return new Planner(book, grid, settings).plan();
}

class Planner {
  readonly #random: RandomSource;
  readonly #feed: Feed;
  readonly #queue: Casting[] = [];
  readonly #unplaced = new Map<string, number>();
  readonly #firstRow: number;

  constructor(
    readonly book: RecordedBook,
    readonly grid: BookGrid,
    readonly settings: InjectionSettings,
  ) {
    this.#random = randomStream(settings.seed, book.symbol, settings.heldOut ? 'held-out' : 'injection');
    const runInEnd = book.length === 0 ? 0 : book.tsAt(0) + settings.runInSeconds * MICROS_PER_SECOND;
    this.#firstRow = Math.max(settings.runInRows, book.rowFrom(runInEnd));
    this.#feed = feedOf(book, Math.min(this.#firstRow, book.length));
  }

  plan(): Programme {
    const episodes: PlannedEpisode[] = [];
    const gap = this.#meanGapMicros();
    let row = this.#firstRow;
    while (row < this.book.length - 1) {
      const from = this.book.tsAt(row);
      const placed = this.#place(row, episodes.length, gap);
      if (placed !== null) episodes.push(placed);
      const end = placed?.endMicros ?? from;
      row = Math.max(row + 1, this.book.rowFrom(end + this.#gapAfter(gap)));
    }
    const unplaced = [...this.#unplaced].filter(
      ([name]) => !episodes.some(({ facts }) => (facts.kind ?? facts.type) === name),
    );
    return {
      episodes,
      feed: this.#feed,
      unobservable: this.#unobservable(),
      unplaced: Object.fromEntries(unplaced),
    };
  }

  /** Time for one episode and the pause after it, so that the wanted number fits into an hour. */
  #meanGapMicros(): number {
    const perHour = this.settings.episodesPerHour * (1 + HONEST_SHARE);
    return (3600 / perHour) * MICROS_PER_SECOND;
  }

  #gapAfter(meanMicros: number): number {
    const least = Math.max(
      LEAST_GAP_SECONDS * MICROS_PER_SECOND,
      LEAST_GAP_ROWS * this.#feed.medianGapMicros,
    );
    const mean = Math.max(least, meanMicros - USUAL_EPISODE_SECONDS * MICROS_PER_SECOND);
    return least + this.#random() * 2 * (mean - least);
  }

  /** The first casting of the queue that fits somewhere near. */
  #place(row: number, number: number, gapMicros: number): PlannedEpisode | null {
    const habits = this.#habitsBefore(row);
    while (this.#queue.length < LOOKAHEAD) this.#queue.push(...this.#shuffledCastings());
    for (let i = 0; i < LOOKAHEAD; i++) {
      const casting = this.#queue[i];
      const plan = this.#tryStarts(casting, row, gapMicros, habits);
      if (plan === null) {
        this.#unplaced.set(casting.name, (this.#unplaced.get(casting.name) ?? 0) + 1);
        continue;
      }
      this.#queue.splice(i, 1);
      return this.#planned(casting, plan, number);
    }
    // What stands first and fits nowhere goes to the back.
    this.#queue.push(...this.#queue.splice(0, 1));
    return null;
  }

  #planned({ script, difficulty, side }: Casting, plan: Plan, number: number): PlannedEpisode {
    const { type, kind } = script;
    const last = plan.acts[plan.acts.length - 1].atMicros;
    return {
      facts: {
        id: `${this.book.symbol}-${number}`,
        type,
        ...(kind !== null && { kind }),
        side,
        difficulty: type === 'BENIGN' ? null : difficulty,
        params: plan.params,
      },
      plan,
      endMicros: Math.max(last, plan.untilMicros ?? last),
    };
  }

  #tryStarts(casting: Casting, row: number, gapMicros: number, habits: MarketHabits): Plan | null {
    const { script, difficulty, side, name } = casting;
    const scope = `${name}/${difficulty}/${side}`;
    const last = this.book.rowFrom(this.book.tsAt(row) + gapMicros);
    for (let attempt = 0; attempt < STARTS_TRIED; attempt++) {
      // Near places first: the pause between two episodes is drawn elsewhere.
      const reach = ((last - row) * (attempt + 1)) / STARTS_TRIED;
      const start = Math.min(row + Math.floor(this.#random() * reach), this.book.length - 1);
      const parameters = drawParameters(
        scope,
        script.ranges[difficulty],
        this.settings.heldOut,
        this.#random,
      );
      const site = new Site(this.book, start, this.grid, this.#feed, habits, this.#random);
      const plan = site.isSoundUntil(site.startMicros) ? script.plan(site, side, parameters) : null;
      if (plan === null) continue;
      const end = Math.max(plan.acts[plan.acts.length - 1].atMicros, plan.untilMicros ?? 0);
      if (site.isSoundUntil(end + LEAST_GAP_SECONDS * MICROS_PER_SECOND)) return plan;
    }
    return null;
  }

  #habitsBefore(row: number): MarketHabits {
    const from = this.book.rowFrom(this.book.tsAt(row) - HABIT_SECONDS * MICROS_PER_SECOND);
    return habitsOf(this.book, Math.min(from, Math.max(0, row - this.settings.runInRows)), row, this.grid);
  }

  /** Every type at every difficulty, and half as many honest ones. */
  #shuffledCastings(): Casting[] {
    const abuse = this.#observable(ABUSE_SCRIPTS);
    const honest = this.#observable(HONEST_SCRIPTS);
    const castings = abuse.flatMap((script) =>
      DIFFICULTIES.map((difficulty) => this.#casting(script, difficulty)),
    );
    const extra = Math.round(castings.length * HONEST_SHARE);
    const shuffledHonest = this.#shuffled(honest);
    for (let i = 0; i < extra; i++) castings.push(this.#casting(shuffledHonest[i % honest.length], 'medium'));
    return this.#shuffled(castings);
  }

  #casting(script: EpisodeScript, difficulty: Difficulty): Casting {
    const side = script.sides[Math.floor(this.#random() * script.sides.length)];
    return { script, difficulty, side, name: script.kind ?? script.type };
  }

  #observable(scripts: readonly EpisodeScript[]): EpisodeScript[] {
    return scripts.filter((script) => script.unobservable(this.#feed) === null);
  }

  #unobservable(): Record<string, string> {
    const reasons = [...ABUSE_SCRIPTS, ...HONEST_SCRIPTS].map((script) => [
      script.kind ?? script.type,
      script.unobservable(this.#feed),
    ]);
    return Object.fromEntries(reasons.filter(([, reason]) => reason !== null)) as Record<string, string>;
  }

  #shuffled<T>(items: readonly T[]): T[] {
    const order = [...items];
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(this.#random() * (last + 1));
      [order[last], order[other]] = [order[other], order[last]];
    }
    return order;
  }
}
