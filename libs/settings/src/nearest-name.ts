const FARTHEST = 2;

/** Levenshtein distance: insertions, deletions and replacements that turn one text into the other; Infinity beyond 2. */
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
  return row[b.length] <= FARTHEST ? row[b.length] : Infinity;
}

/** The known name that another one looks like a slip of the pen for, letter case aside; undefined where none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const distances = known.map((candidate) => editDistance(name.toLowerCase(), candidate.toLowerCase()));
  const least = Math.min(...distances);
  return least === Infinity ? undefined : known[distances.indexOf(least)];
}
