import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- figures: npm run bench -- --write -->';
const END = '<!-- /figures -->';

/** Puts a table between the two marks of a document. @throws Error where the marks are missing */
export function writeTable(path: string, table: string): void {
  const text = readFileSync(path, 'utf8');
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from < 0 || to < from) throw new Error(`${path} lacks the marks ${BEGIN} and ${END}`);
  writeFileSync(path, `${text.slice(0, from + BEGIN.length)}\n\n${table}\n\n${text.slice(to)}`);
}
