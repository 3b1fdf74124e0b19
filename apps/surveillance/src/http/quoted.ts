const LONGEST = 80;

/** What came in, as an error message shows it: JSON, cut short; JSON has no word for a number such as 1e999. */
export function quoted(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value, (_key, part: unknown) => (isOutOfRange(part) ? String(part) : part));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function isOutOfRange(value: unknown): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}
