import { copyTrade, ROW_STRIDE, tradeRow, TS } from '@genesis/market';
import { RecordedBook } from '../recording/recorded-book.js';
import { type BookGrid } from './book-grid.js';
import { type Act } from './episode-script.js';
import { placedLabel, type PlacedLabel } from './injected-label.js';
import { Overlay } from './overlay.js';
import { type PlannedEpisode, type Programme } from './plan-episodes.js';

/** A book with episodes laid over it, and what they are. */
export interface InjectedBook {
  readonly book: RecordedBook;
  readonly labels: readonly PlacedLabel[];
}

/**
 * Lays the episodes over a copy of the book. Where the feed shows every update, each act comes with a row of its own
 * (unless nothing shown changes); a conflated feed shows it in its next row. Rows outside episodes are copied as they are.
 */
export function writeEpisodes(book: RecordedBook, grid: BookGrid, programme: Programme): InjectedBook {
  return new Writer(book, grid, programme).write();
}

class Writer {
  readonly #out: RecordedBook;
  readonly #overlay = new Overlay();
  readonly #scratch = new Float64Array(ROW_STRIDE);
  readonly #labels: PlacedLabel[] = [];
  #trade = 0;
  #episode = 0;
  #act = 0;
  /** First row of the episode that is on, -1 while none is, and the newest that shows an act of it. */
  #firstRow = -1;
  #lastRow = -1;

  constructor(
    readonly book: RecordedBook,
    readonly grid: BookGrid,
    readonly programme: Programme,
  ) {
    this.#out = new RecordedBook(book.symbol);
    this.#out.cut = book.cut;
  }

  write(): InjectedBook {
    const { book, programme } = this;
    for (let row = 0; row < book.length; row++) {
      const acts = this.#actsBefore(book.tsAt(row));
      if (!programme.feed.conflated) for (const act of acts) this.#insert(act, row - 1);
      else for (const act of acts) act.change(this.#overlay);
      for (const act of programme.feed.conflated ? acts : []) this.#print(act, book.tsAt(row));
      if (programme.feed.conflated && acts.length > 0) this.#noteNextRow();
      this.#copyTrades(row);
      this.#compose(row, book.tsAt(row));
      this.#out.push(this.#scratch, 0, book.positions[row]);
      this.#endEpisode(row);
    }
    return { book: this.#out, labels: this.#labels };
  }

  /** Acts that are due before a real row of that time, of the episode that is on. */
  #actsBefore(tsMicros: number): Act[] {
    const acts: Act[] = [];
    const all = this.#current()?.plan.acts ?? [];
    for (; this.#act < all.length && all[this.#act].atMicros < tsMicros; this.#act++)
      acts.push(all[this.#act]);
    return acts;
  }

  #current(): PlannedEpisode | undefined {
    return this.programme.episodes[this.#episode];
  }

  /** A row between two real ones: the real book of row `row` with what is now laid over it. */
  #insert(act: Act, row: number): void {
    act.change(this.#overlay);
    if (this.#firstRow === -1) this.#firstRow = this.#out.length;
    this.#compose(row, act.atMicros);
    const prints = (act.trades ?? []).length > 0;
    if (prints || !this.#repeatsLastRow()) {
      this.#print(act, act.atMicros);
      this.#out.push(this.#scratch, 0, 0);
    }
    this.#lastRow = this.#out.length - 1;
  }

  /** Real row `row` as it is shown at a moment. */
  #compose(row: number, tsMicros: number): void {
    this.#scratch.set(this.book.rowAt(row));
    this.#overlay.apply(this.#scratch, this.grid);
    this.#scratch[TS] = tsMicros;
  }

  #repeatsLastRow(): boolean {
    const last = this.#out.rowAt(this.#out.length - 1);
    for (let i = TS + 1; i < ROW_STRIDE; i++) if (!Object.is(this.#scratch[i], last[i])) return false;
    return true;
  }

  /** The row that is added next shows an act. */
  #noteNextRow(): void {
    if (this.#firstRow === -1) this.#firstRow = this.#out.length;
    this.#lastRow = this.#out.length;
  }

  /** Trades of an act belong to the row that is added next. */
  #print({ trades = [] }: Act, tsMicros: number): void {
    if (!this.programme.feed.hasTrades) return;
    for (const { price, volume, aggressor } of trades) {
      this.#out.trades.push(this.#out.length, tsMicros, price, volume, aggressor);
    }
  }

  #copyTrades(row: number): void {
    const { trades } = this.book;
    for (; this.#trade < trades.length && tradeRow(trades, this.#trade) <= row; this.#trade++)
      copyTrade(trades, this.#trade, this.#out.trades, this.#out.length);
  }

  /** Writes the label once the last act is shown and the episode's end has come. */
  #endEpisode(row: number): void {
    const episode = this.#current();
    if (episode === undefined || this.#act < episode.plan.acts.length) return;
    if (row + 1 < this.book.length && this.book.tsAt(row) < episode.endMicros) return;
    const last = episode.plan.untilMicros === undefined ? this.#lastRow : this.#out.length - 1;
    const rows = [this.#firstRow, last] as const;
    const [start, end] = [this.#out.tsAt(this.#firstRow), this.#out.tsAt(last)];
    this.#labels.push(placedLabel(episode.facts, this.book.symbol, rows, start, end));
    this.#episode++;
    this.#act = 0;
    this.#firstRow = -1;
  }
}
