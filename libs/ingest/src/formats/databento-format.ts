import { ASK_PRICE, BID_PRICE, LEVELS, type SnapshotBatch, TS } from '@genesis/market';
import { numberFromText } from '../bytes/number-text.js';
import { cellsOf, type FileHead, headerNames } from '../file-head.js';
import { isPrice, markEmptyLevelsAbsent, markZeroLevelsAbsent } from '../table/absent-levels.js';
import { notedAs } from '../table/column-plan.js';
import { type LineScanner } from '../table/line-scanner.js';
import { type RowFinisher, SYMBOL_NOTE, type TableLayout } from '../table/table-layout.js';
import { TableRowDecoder } from '../table/table-row-decoder.js';
import { countLevels, type LevelColumns, levelTargets, planHeader } from './header-plan.js';
import { type TableFormat } from './table-format.js';

const ACTION_NOTE = 1;
const SIDE_NOTE = 2;
const PRICE_NOTE = 3;
const SIZE_NOTE = 4;
const TRADE_ACTION = 'T'.charCodeAt(0);
/** `side` of a trade is the aggressor's: B a buyer, A a seller, N not told. */
const AGGRESSORS: Readonly<Record<string, number>> = { B: 1, A: -1, N: 0 };
/** Prices exported as integers count billionths. */
const FIXED_POINT_DECIMALS = 9;
/** INT64_MAX stands for "no price". */
const UNDEFINED_PRICE = Number(2n ** 63n - 1n);

/**
 * Databento's MBP-10 (also MBP-1) as CSV: stamps `ts_event` as ISO text or epoch nanoseconds, prices in
 * decimals or as integers of 1e-9, an empty or undefined price for a level that is not there. Rows of action T
 * are trades as well. Layout: Databento's "MBP-10 schema" reference, and the files met.
 */
export const databentoFormat: TableFormat = {
  name: 'databento',
  recognises: (head) => headerNames(head).includes(columnsOf(0).bidPrice),
  layout,
  createDecoder: (table, symbols) => {
    const decimals = table.plan.impliedDecimals.some((places) => places > 0) ? FIXED_POINT_DECIMALS : 0;
    return new TableRowDecoder(table, symbols, finisher(decimals));
  },
};

function layout(head: FileHead, symbol: string | undefined): TableLayout {
  const names = headerNames(head);
  const levels = Math.max(1, countLevels(names, columnsOf));
  const wanted = levelTargets(columnsOf, levels).set('ts_event', TS);
  wanted.set('action', notedAs(ACTION_NOTE)).set('side', notedAs(SIDE_NOTE));
  wanted.set('price', notedAs(PRICE_NOTE)).set('size', notedAs(SIZE_NOTE));
  const named = names.includes('symbol') ? 'symbol' : symbol === undefined ? 'instrument_id' : null;
  if (named !== null) wanted.set(named, notedAs(SYMBOL_NOTE));
  const decimals = hasFixedPointPrices(head, names) ? FIXED_POINT_DECIMALS : 0;
  const plan = planHeader(head, wanted, (target) => (isPrice(target) ? decimals : 0));
  return { path: head.path, plan, headerLines: 1, levels, symbol: named === null ? (symbol ?? null) : null };
}

/** Decimal exports always write a point, so one row tells: none of its prices has one. */
function hasFixedPointPrices(head: FileHead, names: readonly string[]): boolean {
  const cells = cellsOf(head.secondLine ?? '');
  const prices = cells.filter((cell, at) => cell !== '' && /^(bid|ask)_px_/.test(names[at] ?? ''));
  return prices.length > 0 && prices.every((price) => /^-?\d+$/.test(price));
}

function finisher(priceDecimals: number): RowFinisher {
  const undefinedPrice = UNDEFINED_PRICE / 10 ** priceDecimals;
  return (scanner, bytes, batch, base) => {
    blankOut(undefinedPrice, batch.rows, base + BID_PRICE);
    blankOut(undefinedPrice, batch.rows, base + ASK_PRICE);
    markEmptyLevelsAbsent(batch.rows, base, scanner.oddCells);
    markZeroLevelsAbsent(batch.rows, base);
    if (!scanner.notedIs(bytes, ACTION_NOTE, TRADE_ACTION)) return null;
    return pushTrade(scanner, bytes, batch, priceDecimals);
  };
}

function blankOut(undefinedPrice: number, rows: Float64Array, from: number): void {
  for (let at = from; at < from + LEVELS; at++) if (rows[at] === undefinedPrice) rows[at] = NaN;
}

function pushTrade(
  scanner: LineScanner,
  bytes: Buffer,
  batch: SnapshotBatch,
  priceDecimals: number,
): string | null {
  const price = numberFromText(scanner.notedText(bytes, PRICE_NOTE), priceDecimals);
  const size = numberFromText(scanner.notedText(bytes, SIZE_NOTE));
  const side = scanner.notedText(bytes, SIDE_NOTE);
  const aggressor = AGGRESSORS[side];
  if (price.code !== null || size.code !== null || aggressor === undefined) {
    return 'a trade (action T) whose price, size or side (B, A, N) cannot be read';
  }
  batch.trades.push(batch.length, scanner.stampMicros, price.value, size.value, aggressor);
  return null;
}

function columnsOf(level: number): LevelColumns {
  const n = String(level).padStart(2, '0');
  return {
    bidPrice: `bid_px_${n}`,
    bidVolume: `bid_sz_${n}`,
    askPrice: `ask_px_${n}`,
    askVolume: `ask_sz_${n}`,
  };
}
