/**
 * How alike two labellings of the same things are: 1 for the same partition, about 0 for chance (Hubert and Arabie, J.
 * Classification 2, 1985). Names of labels do not matter. 1 where both put everything together, or everything apart.
 * @throws RangeError for labellings of different length
 */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} labels against ${b.length}`);
  const joint = new Map<string, number>();
  const ofA = new Map<string, number>();
  const ofB = new Map<string, number>();
  for (let i = 0; i < a.length; i++) {
    count(joint, `${a[i]}/${b[i]}`);
    count(ofA, String(a[i]));
    count(ofB, String(b[i]));
  }
  const together = pairsIn(joint);
  const expected = (pairsIn(ofA) * pairsIn(ofB)) / pairs(a.length);
  const most = (pairsIn(ofA) + pairsIn(ofB)) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function pairsIn(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const size of counts.values()) total += pairs(size);
  return total;
}

function pairs(size: number): number {
  return (size * (size - 1)) / 2;
}
