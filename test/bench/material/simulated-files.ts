import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createSimulatedSource, SnapshotCsvWriter } from '@genesis/ingest';
import {
  ASK_PRICE,
  ASK_VOLUME,
  BID_PRICE,
  BID_VOLUME,
  LEVELS,
  MICROS_PER_SECOND,
  ROW_STRIDE,
  type SnapshotBatch,
  TS,
} from '@genesis/market';
import { SIMULATION } from './simulated-rows.js';

const DAY_SECONDS = 86_400;
const ABSENT_PRICE = 9_999_999_999;

/** A simulated session as 41-column CSV, gzip where the name says so; one symbol, no symbol column. */
export async function simulatedCsv(path: string, rows: number, symbols = 1): Promise<string> {
  const writer = new SnapshotCsvWriter(path, { symbolColumn: symbols > 1 });
  for await (const batch of simulated(rows, symbols)) await writer.write(batch);
  await writer.close();
  return path;
}

/** The same session as a LOBSTER pair: prices × 10,000, one message for each book, no executions. */
export async function simulatedLobster(
  folder: string,
  rows: number,
): Promise<{ message: string; book: string }> {
  const pathOf = (kind: string): string => join(folder, `ACME_2024-01-02_34200000_57600000_${kind}_10.csv`);
  const [message, book] = [pathOf('message'), pathOf('orderbook')];
  await writeLines(message, rows, messageLine);
  await writeLines(book, rows, bookLine);
  return { message, book };
}

async function* simulated(rows: number, symbols: number): AsyncGenerator<SnapshotBatch, void, void> {
  let left = rows;
  for await (const batch of createSimulatedSource({ ...SIMULATION, symbols }).open()) {
    if (batch.length > left) batch.length = left;
    left -= batch.length;
    yield batch;
    if (left === 0) return;
  }
}

type LineOf = (rows: Float64Array, base: number) => string;

async function writeLines(path: string, rows: number, lineOf: LineOf): Promise<void> {
  await pipeline(Readable.from(texts(rows, lineOf)), createWriteStream(path));
}

async function* texts(rows: number, lineOf: LineOf): AsyncGenerator<string, void, void> {
  for await (const batch of simulated(rows, 1)) {
    let text = '';
    for (let row = 0; row < batch.length; row++) text += `${lineOf(batch.rows, row * ROW_STRIDE)}\n`;
    yield text;
  }
}

/** Seconds after midnight, a new order, its number, size and price, a buyer's. */
function messageLine(rows: Float64Array, base: number): string {
  const seconds = (rows[base + TS] / MICROS_PER_SECOND) % DAY_SECONDS;
  return `${seconds.toFixed(6)},1,1,${rows[base + BID_VOLUME]},${lobsterPrice(rows[base + BID_PRICE], -1)},1`;
}

function bookLine(rows: Float64Array, base: number): string {
  const cells: number[] = [];
  for (let level = 0; level < LEVELS; level++) {
    cells.push(lobsterPrice(rows[base + ASK_PRICE + level], 1), rows[base + ASK_VOLUME + level]);
    cells.push(lobsterPrice(rows[base + BID_PRICE + level], -1), rows[base + BID_VOLUME + level]);
  }
  return cells.join(',');
}

function lobsterPrice(price: number, sign: 1 | -1): number {
  return Number.isNaN(price) ? sign * ABSENT_PRICE : Math.round(price * 10_000);
}
