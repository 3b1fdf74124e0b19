import { type AnomalyCode } from '@genesis/contracts';

/**
 * The same for the same finding in every run: symbol, line in the file (or `s` and the sequence number where the
 * source has no lines), code and field, e.g. `AAPL-1085-CROSSED_BOOK-bid_price_1`.
 */
export function findingId(
  symbol: string,
  position: number,
  sequence: number | null,
  code: AnomalyCode,
  field: string | null,
): string {
  const place = position > 0 || sequence === null ? `${position}` : `s${sequence}`;
  return `${symbol}-${place}-${code}-${field ?? 'row'}`;
}
