import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, LEVELS } from '@genesis/market';
import { type FileHead, headerNames } from '../file-head.js';
import { cutText } from '../bytes/cut-text.js';
import { UnusableInputError } from '../unusable-input.error.js';
import { type ColumnPlan, planColumns } from '../table/column-plan.js';

/** A level's four columns in a vendor's words. */
export interface LevelColumns {
  readonly bidPrice: string;
  readonly bidVolume: string;
  readonly askPrice: string;
  readonly askVolume: string;
}

/** Columns by name with their places in the row, for as many of the ten levels as `has` says there are. */
export function levelTargets(
  columnsOf: (level: number) => LevelColumns,
  levels: number = LEVELS,
): Map<string, number> {
  const targets = new Map<string, number>();
  for (let level = 0; level < levels; level++) {
    const columns = columnsOf(level);
    targets.set(columns.bidPrice, BID_PRICE + level).set(columns.bidVolume, BID_VOLUME + level);
    targets.set(columns.askPrice, ASK_PRICE + level).set(columns.askVolume, ASK_VOLUME + level);
  }
  return targets;
}

/** How many levels a header shows, at most ten, by the name of their bid price. */
export function countLevels(names: readonly string[], columnsOf: (level: number) => LevelColumns): number {
  let levels = 0;
  while (levels < LEVELS && names.includes(columnsOf(levels).bidPrice)) levels++;
  return levels;
}

/**
 * The plan of a file with a header. Columns beyond the wanted ones are skipped.
 * @throws UnusableInputError where a wanted one is missing or stands twice
 */
export function planHeader(
  head: FileHead,
  wanted: ReadonlyMap<string, number>,
  decimalsOf?: (target: number) => number,
): ColumnPlan {
  const names = headerNames(head);
  const missing = [...wanted.keys()].filter((name) => !names.includes(name));
  if (missing.length > 0) throw badHeader(head, `lacks ${listed(missing)}`);
  const twice = names.filter((name, at) => wanted.has(name) && names.indexOf(name) !== at);
  if (twice.length > 0) throw badHeader(head, `names ${listed(twice)} twice`);
  return planColumns(names, wanted, decimalsOf);
}

function badHeader(head: FileHead, problem: string): UnusableInputError {
  return new UnusableInputError(head.path, 1, `the header ${problem}; it is "${cutText(head.firstLine)}"`);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ');
  const more = names.length > 4 ? ` and ${names.length - 4} more` : '';
  return `${names.length === 1 ? 'the column' : 'the columns'} ${shown}${more}`;
}
