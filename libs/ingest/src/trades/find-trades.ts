import { stat } from 'node:fs/promises';
import { exists } from '../bytes/exists.js';
import { unreadableFile } from '../bytes/unreadable-file.js';
import { type FormatName } from '../format-names.js';
import { UnusableInputError } from '../unusable-input.error.js';
import { tradesBeside } from './trades-name.js';

/**
 * Where the trades of a book are, null for none. Only a 41-column CSV of one symbol has trades beside it: a
 * file of trades names no symbols.
 * @param wanted `auto`, `none` or a path
 * @throws UnusableInputError where trades are asked for that cannot be had
 */
export async function findTrades(
  bookPath: string,
  format: FormatName,
  symbol: string | null,
  wanted: string,
): Promise<string | null> {
  const possible = format === 'csv' && symbol !== null;
  if (wanted === 'none' || (wanted === 'auto' && !possible)) return null;
  if (wanted === 'auto') return firstExisting(tradesBeside(bookPath));
  if (!possible)
    throw new UnusableInputError(bookPath, null, 'takes no trades beside it, expected a CSV of one symbol');
  await stat(wanted).catch((error: unknown) => {
    throw unreadableFile(wanted, error);
  });
  return wanted;
}

async function firstExisting(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await exists(path)) return path;
  return null;
}
