import { injectEpisodes } from '../injection/inject-episodes.js';
import { scoredLabel } from '../injection/injected-label.js';
import { type InjectionSettings, resolveInjection } from '../injection/injection-settings.js';
import { type RecordedBook } from '../recording/recorded-book.js';
import { type ScoredLabel } from '../scoring/scored-label.js';
import { type Stretch } from './stretch.js';

/** What a book is measured on. */
export interface Material {
  readonly book: RecordedBook;
  /** The book with episodes laid over it, once per round; or the book as it is, with its labels. */
  readonly stretches: readonly Stretch[];
  /** Whether the book itself holds labelled episodes; if not, every alert on it is counted as false. */
  readonly labelsGiven: boolean;
  readonly unobservable: Readonly<Record<string, string>>;
  readonly unplaced: Readonly<Record<string, number>>;
}

/** A book that comes with labels. */
export function labelledMaterial(book: RecordedBook, labels: readonly ScoredLabel[]): Material {
  return { book, stretches: [{ book, labels }], labelsGiven: true, unobservable: {}, unplaced: {} };
}

/**
 * A book with episodes laid over it, `rounds` times with consecutive seeds: a short recording gives enough episodes of every
 * type that way. Labels are named by their round.
 * @throws RangeError for settings out of their bounds
 */
export function injectedMaterial(
  book: RecordedBook,
  settings: Partial<InjectionSettings>,
  rounds: number,
): Material {
  const { seed } = resolveInjection(settings);
  const injections = Array.from({ length: rounds }, (_, round) =>
    injectEpisodes(book, { ...settings, seed: (seed + round) % 2 ** 32 }),
  );
  const stretches = injections.map(({ book: injected, labels }, round) => ({
    book: injected,
    labels: labels.map((label) => ({ ...scoredLabel(label), id: `${round + 1}/${label.id}` })),
  }));
  const { unobservable } = injections[0];
  return { book, stretches, labelsGiven: false, unobservable, unplaced: unplacedInAll(injections) };
}

/** Of those that found no place in any round: the tries. */
function unplacedInAll(
  injections: readonly { readonly unplaced: Readonly<Record<string, number>> }[],
): Record<string, number> {
  const names = Object.keys(injections[0].unplaced);
  const always = names.filter((name) => injections.every(({ unplaced }) => name in unplaced));
  return Object.fromEntries(
    always.map((name) => [name, injections.reduce((sum, { unplaced }) => sum + unplaced[name], 0)]),
  );
}
