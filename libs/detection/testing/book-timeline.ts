import { TS } from '@genesis/market';
import { QuietBook } from './quiet-book.js';
import { microsAt, type ShownTrade } from './row-view.js';

export interface TimelineSettings {
  readonly seed: number;
  /** A quiet row comes this often, in the middle of the interval: script times at its ends have rows of their own. */
  readonly quietSeconds: number;
}

export interface TimelineRow {
  readonly values: Float64Array;
  readonly trades: readonly ShownTrade[];
}

type Change = (book: QuietBook) => void;

/**
 * A readable script of a book over time: a quiet book, and what happens to it at which second.
 *
 *     new BookTimeline()
 *       .at(30.0, (book) => book.add('ask', 100.05, 900))
 *       .at(31.2, (book) => book.remove('ask', 100.05, 900))
 *       .rows(40);
 *
 * Changes at the same time make one row.
 */
export class BookTimeline {
  readonly #settings: TimelineSettings;
  readonly #script: { readonly seconds: number; readonly change: Change }[] = [];

  constructor(settings: Partial<TimelineSettings> = {}) {
    this.#settings = { seed: 1, quietSeconds: 0.1, ...settings };
  }

  at(seconds: number, change: Change): this {
    this.#script.push({ seconds, change });
    return this;
  }

  /** `times` changes, `stepSeconds` apart, from `seconds` on; `change` is told which, from 0. */
  repeat(
    seconds: number,
    stepSeconds: number,
    times: number,
    change: (book: QuietBook, index: number) => void,
  ): this {
    for (let index = 0; index < times; index++) {
      this.at(seconds + index * stepSeconds, (book) => change(book, index));
    }
    return this;
  }

  /** The rows from 0 s to `untilSeconds`, that included; the same every time. */
  rows(untilSeconds: number): TimelineRow[] {
    const book = new QuietBook(this.#settings.seed);
    const changes = this.#changesByTime(untilSeconds);
    const times = [...changes.keys()].sort((a, b) => a - b);
    return times.map((tsMicros) => {
      for (const change of changes.get(tsMicros) ?? []) change(book);
      const values = book.row();
      values[TS] = tsMicros;
      const { trades } = book;
      book.trades = [];
      return { values, trades };
    });
  }

  #changesByTime(untilSeconds: number): Map<number, Change[]> {
    const changes = new Map<number, Change[]>();
    const note = (seconds: number, change: Change): void => {
      if (seconds > untilSeconds) return;
      const at = microsAt(seconds);
      changes.set(at, [...(changes.get(at) ?? []), change]);
    };
    const { quietSeconds } = this.#settings;
    for (let row = 0.5; row * quietSeconds <= untilSeconds; row++) {
      note(row * quietSeconds, (book) => book.stir());
    }
    for (const { seconds, change } of this.#script) note(seconds, change);
    return changes;
  }
}
