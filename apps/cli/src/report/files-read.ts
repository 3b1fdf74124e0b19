import { existsSync } from 'node:fs';
import { type FormatName, readHead, recogniseFormat } from '@genesis/ingest';

/** What the choice of the files that are read along depends on. */
export interface ReadingOptions {
  readonly format?: FormatName | undefined;
  /** `auto`, `none` or a path. */
  readonly trades: string;
}

/** The named files and those that are read along with them: the other half of a LOBSTER pair, the trades of a CSV. */
export async function filesRead(named: readonly string[], options: ReadingOptions): Promise<string[]> {
  const files = new Set<string>();
  for (const path of named) {
    files.add(path);
    const companion = await companionOf(path, options);
    if (companion !== undefined) files.add(companion);
  }
  return [...files];
}

async function companionOf(path: string, { format, trades }: ReadingOptions): Promise<string | undefined> {
  const head = await readHead(path);
  const known = format ?? recogniseFormat(head);
  if (known === 'lobster') return lobsterHalves(path).find((half) => existsSync(half));
  if (trades !== 'auto') return trades === 'none' ? undefined : trades;
  // A file of trades names no symbols, so that a book of several has none.
  if (known !== 'csv' || /(^|,)\s*"?symbol"?\s*(,|$)/i.test(head.firstLine)) return undefined;
  return tradesBeside(path).find((file) => existsSync(file));
}

function lobsterHalves(path: string): string[] {
  const match = /^(.*_)(message|orderbook)(_\d+\.csv)(\.gz)?$/.exec(path);
  if (match === null) return [];
  const [, start, kind, end, gz = ''] = match;
  const half = `${start}${kind === 'message' ? 'orderbook' : 'message'}${end}`;
  return [half + gz, gz === '' ? `${half}.gz` : half];
}

function tradesBeside(path: string): string[] {
  const stem = path.replace(/\.csv(\.gz)?$/i, '');
  return stem === path ? [] : [`${stem}.trades.csv`, `${stem}.trades.csv.gz`];
}
