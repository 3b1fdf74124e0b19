import { type RecordedBook } from '../recording/recorded-book.js';
import { gridOf } from './book-grid.js';
import { type InjectionSettings, resolveInjection } from './injection-settings.js';
import { planEpisodes } from './plan-episodes.js';
import { type InjectedBook, writeEpisodes } from './write-episodes.js';

/** A book with labelled episodes, and what this feed cannot show or had no room for. */
export interface Injection extends InjectedBook {
  /** By type or kind: why the feed cannot show it. */
  readonly unobservable: Readonly<Record<string, string>>;
  /** By type or kind: places tried in vain, of those that found none at all. */
  readonly unplaced: Readonly<Record<string, number>>;
}

/**
 * Lays labelled episodes and hard negatives over a copy of real (or simulated) rows, scaled to what this instrument did
 * just before. The same book and settings give the same rows and labels.
 * @throws RangeError for settings out of their bounds, and for a book whose prices or volumes lie on no grid
 */
export function injectEpisodes(book: RecordedBook, settings: Partial<InjectionSettings> = {}): Injection {
  const resolved = resolveInjection(settings);
  const grid = gridOf(book);
  if (grid === null) {
    throw new RangeError(`${book.symbol}: no tick and lot size agree with its ${book.length} rows`);
  }
  const programme = planEpisodes(book, grid, resolved);
  const { unobservable, unplaced } = programme;
  return { ...writeEpisodes(book, grid, programme), unobservable, unplaced };
}
