import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, LEVELS, ROW_STRIDE, TS } from '@genesis/market';
import { formatStamp } from '../bytes/format-stamp.js';

const SIDES = [
  [BID_PRICE, BID_VOLUME],
  [ASK_PRICE, ASK_VOLUME],
] as const;

/**
 * A row as a line of the 41-column CSV, without its end. Numbers are as short as they can be and still read
 * back as the same double; an absent level is 0,0; what is no number stays none (`nan`, `inf`, `-inf`).
 */
export function rowText(rows: Float64Array, row: number): string {
  const base = row * ROW_STRIDE;
  let text = '';
  for (const [prices, volumes] of SIDES) {
    for (let level = 0; level < LEVELS; level++) {
      const price = rows[base + prices + level];
      const absent = Number.isNaN(price) && rows[base + volumes + level] === 0;
      text += absent ? '0,' : `${numberText(price)},`;
    }
    for (let level = 0; level < LEVELS; level++) text += `${numberText(rows[base + volumes + level])},`;
  }
  return text + formatStamp(rows[base + TS]);
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}
