import { randomStream } from '@genesis/ingest';
import { type RandomSource } from '@genesis/market';

/** Each range is cut into so many cells. */
const CELLS = 8;
/** Share of the parameter space that only held-out runs draw from. */
export const HELD_OUT_SHARE = 0.2;
const MOST_TRIES = 200;

export type ParameterRanges = Readonly<Record<string, readonly [low: number, high: number]>>;
export type Parameters = Readonly<Record<string, number>>;

/**
 * Draws each parameter uniformly from its range, inside the cells of the parameter space that belong to this
 * kind of run: a cell is held out, or not, by a hash of what it is a cell of and of its coordinates. Settings that were
 * fitted on the one part are so measured on the other, whatever the seed.
 */
export function drawParameters(
  scope: string,
  ranges: ParameterRanges,
  heldOut: boolean,
  random: RandomSource,
): Parameters {
  const names = Object.keys(ranges).sort();
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const cells = names.map(() => Math.floor(random() * CELLS));
    if (names.length > 0 && isHeldOut(scope, cells) !== heldOut) continue;
    return Object.fromEntries(
      names.map((name, i) => {
        const [low, high] = ranges[name];
        return [name, low + ((high - low) * (cells[i] + random())) / CELLS];
      }),
    );
  }
  throw new RangeError(`no cell of ${scope} is ${heldOut ? '' : 'not '}held out: its ranges need more names`);
}

export function isHeldOut(scope: string, cells: readonly number[]): boolean {
  return randomStream(0, `${scope}/${cells.join(',')}`, 'cell')() < HELD_OUT_SHARE;
}
