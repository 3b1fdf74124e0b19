/** Shorter names are too near to names that other programs use (HOST, HOME). */
const SHORTEST_NAME = 7;
const FARTHEST = 2;

export interface NearMiss {
  readonly name: string;
  readonly meant: string;
}

/** Names that look like a slip of the pen for a known one, such as REPLAY_SPED for REPLAY_SPEED. */
export function findNearMisses(names: readonly string[], known: readonly string[]): NearMiss[] {
  const candidates = known.filter((name) => name.length >= SHORTEST_NAME);
  return names
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const meant = candidates.find((candidate) => editDistance(name.toUpperCase(), candidate) <= FARTHEST);
      return meant === undefined ? [] : [{ name, meant }];
    });
}

/** Levenshtein distance: insertions, deletions and replacements that turn one text into the other. */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > FARTHEST) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
