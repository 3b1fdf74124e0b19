import { basename, dirname, join } from 'node:path';
import { parseDate } from '../bytes/parse-stamp.js';

const NAME = /^(.+)_(\d{4}-\d{2}-\d{2})_(\d+)_(\d+)_(message|orderbook)_(\d+)\.csv(\.gz)?$/;
const MICROS_PER_DAY = 86_400_000_000;

/** What the name of a LOBSTER file says, `SYMBOL_YYYY-MM-DD_START_END_message|orderbook_LEVELS.csv[.gz]`. */
export interface LobsterName {
  readonly symbol: string;
  /** Midnight of its date, microseconds since the epoch. */
  readonly midnightMicros: number;
  readonly kind: 'message' | 'orderbook';
  /** Where the other file of the pair may be, likeliest first. */
  readonly siblings: readonly string[];
}

/** Null for a name of another make. */
export function parseLobsterName(path: string): LobsterName | null {
  const match = NAME.exec(basename(path));
  if (match === null) return null;
  const [, symbol, date, start, end, kind, levels, gz = ''] = match;
  const midnightMicros = parseDate(Buffer.from(date), 0, date.length) * MICROS_PER_DAY;
  if (Number.isNaN(midnightMicros)) return null;
  const other = kind === 'message' ? 'orderbook' : 'message';
  const sibling = join(dirname(path), `${symbol}_${date}_${start}_${end}_${other}_${levels}.csv`);
  const siblings = [sibling + gz, gz === '' ? `${sibling}.gz` : sibling];
  return { symbol, midnightMicros, kind: kind as LobsterName['kind'], siblings };
}
