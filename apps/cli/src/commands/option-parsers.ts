import { parseStamp } from '@genesis/ingest';
import { InvalidArgumentError } from 'commander';

/** A whole number inside [lowest, highest], for commander. */
export function wholeNumber(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= lowest && value <= highest) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${lowest} to ${highest}.`);
  };
}

/** A number inside [lowest, highest], for commander. */
export function numberWithin(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= lowest && value <= highest) return value;
    throw new InvalidArgumentError(`Expected a number from ${lowest} to ${highest}.`);
  };
}

/** A symbol as the service takes it (CSV_SYMBOL), for commander. */
export function symbolName(text: string): string {
  if (/^[A-Za-z0-9._:/-]{1,32}$/.test(text)) return text;
  throw new InvalidArgumentError('Expected 1 to 32 letters, digits or . _ : / -');
}

/** A time of the data in microseconds since the epoch, for commander. */
export function stamp(text: string): number {
  const bytes = Buffer.from(text);
  const tsMicros = parseStamp(bytes, 0, bytes.length);
  if (!Number.isNaN(tsMicros)) return tsMicros;
  throw new InvalidArgumentError(
    'Expected a time such as "2012-06-21 09:30:00.5", or epoch seconds, milli-, micro- or nanoseconds.',
  );
}
