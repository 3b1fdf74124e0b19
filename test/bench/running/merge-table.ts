/**
 * A new table of figures with the rows that an old one has of benches that did not run this time, all in the order of the benches.
 */
export function mergeTable(before: string, table: string, benches: readonly string[]): string {
  const [head, rule, ...rows] = table.split('\n');
  const ran = new Set(rows.map(benchOf));
  const kept = before
    .split('\n')
    .filter((line) => benches.includes(benchOf(line)) && !ran.has(benchOf(line)));
  const rank = (row: string): number => benches.indexOf(benchOf(row));
  return [head, rule, ...[...kept, ...rows].toSorted((a, b) => rank(a) - rank(b))].join('\n');
}

/** What the first cell of a row says. */
function benchOf(row: string): string {
  return row.split('|')[1]?.trim() ?? '';
}
