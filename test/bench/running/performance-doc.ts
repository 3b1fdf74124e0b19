import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- figures: npm run bench -- --write -->';
const END = '<!-- /figures -->';

/**
 * Puts what `change` makes of the text between the two marks of a document in its place.
 * @throws Error where the marks are missing
 */
export function changeTable(path: string, change: (before: string) => string): void {
  const text = readFileSync(path, 'utf8');
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from < 0 || to < from) throw new Error(`${path} lacks the marks ${BEGIN} and ${END}`);
  const start = from + BEGIN.length;
  writeFileSync(path, `${text.slice(0, start)}\n\n${change(text.slice(start, to))}\n\n${text.slice(to)}`);
}
