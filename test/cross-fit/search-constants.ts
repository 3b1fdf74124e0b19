/** Values that a constant may take, rising. */
export interface Constant {
  readonly detector: string;
  readonly name: string;
  readonly values: readonly number[];
}

export interface Fit {
  /** One value for each constant, in their order. */
  readonly values: readonly number[];
  readonly score: number;
  /** Choices of values that were scored. */
  readonly scored: number;
}

/** Sweeps after which a search that still changes something ends. */
const MOST_SWEEPS = 3;

/**
 * Coordinate search: from the middle of every range on, one constant after the other takes the value with the best score
 * while the others stay, until a whole sweep changes nothing. Small sets of episodes score many values alike: then the
 * middle of the longest stretch of best values is taken, the one furthest from doing worse.
 */
export async function searchConstants(
  constants: readonly Constant[],
  scoreOf: (values: readonly number[]) => Promise<number>,
): Promise<Fit> {
  const known = new Map<string, number>();
  const score = async (values: readonly number[]): Promise<number> => {
    const key = values.join();
    const result = known.get(key) ?? (await scoreOf(values));
    known.set(key, result);
    return result;
  };
  let values = constants.map((constant) => constant.values[Math.floor(constant.values.length / 2)]);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const before = values.join();
    for (const [index, constant] of constants.entries()) {
      const tried = constant.values.map((value) => values.with(index, value));
      const scores: number[] = [];
      for (const choice of tried) scores.push(await score(choice));
      values = tried[middleOfBest(scores)];
    }
    if (values.join() === before) break;
  }
  return { values, score: await score(values), scored: known.size };
}

/** Index in the middle of the longest stretch of highest scores, the first of equally long ones. */
export function middleOfBest(scores: readonly number[]): number {
  const best = Math.max(...scores);
  let longest = { from: 0, length: 0 };
  for (let from = 0; from < scores.length; from++) {
    let to = from;
    while (to < scores.length && scores[to] === best) to++;
    if (to - from > longest.length) longest = { from, length: to - from };
    from = Math.max(from, to - 1);
  }
  return longest.from + Math.floor((longest.length - 1) / 2);
}
