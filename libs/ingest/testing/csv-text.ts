import { CSV_COLUMNS } from '../src/formats/csv-format.js';

export const CSV_HEADER = CSV_COLUMNS.join(',');

/** Cells of an orderly book in the documented order, bids from 100 down and asks from 101 up, in steps of 0.5. */
export function csvCells(ts: string, changes: Readonly<Record<string, string>> = {}): string[] {
  return CSV_COLUMNS.map((name) => changes[name] ?? (name === 'ts' ? ts : orderly(name)));
}

export function csvLine(ts: string, changes: Readonly<Record<string, string>> = {}): string {
  return csvCells(ts, changes).join(',');
}

/** A file with header of orderly books, one a stamp. */
export function csvFile(stamps: readonly string[]): string {
  return [CSV_HEADER, ...stamps.map((ts) => csvLine(ts)), ''].join('\n');
}

/** `2024-01-02 00:00:00` and so many microseconds. */
export function stampAt(micros: number): string {
  const iso = new Date(Date.UTC(2024, 0, 2) + Math.floor(micros / 1000)).toISOString();
  const fraction = String(micros % 1000).padStart(3, '0');
  return iso.replace('T', ' ').replace('Z', fraction);
}

/** The stamp that `stampAt` writes, as microseconds since the epoch. */
export function microsAt(micros: number): number {
  return Date.UTC(2024, 0, 2) * 1000 + micros;
}

function orderly(name: string): string {
  const level = Number(/\d+$/.exec(name)?.[0]);
  if (name.includes('volume')) return String(10 * level);
  return String(name.startsWith('bid') ? 100.5 - level / 2 : 100.5 + level / 2);
}
