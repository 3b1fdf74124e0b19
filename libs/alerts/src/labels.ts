import { createHash } from 'node:crypto';
import { type Detection } from '@genesis/detection';

/**
 * What makes two detections the same pattern: type, side, price bucket and symbol, never the message, whose
 * numbers differ each time. The symbol comes last, because it alone may hold any character.
 */
export function labelsOf(symbol: string, detection: Detection, bucketLogWidth: number): string {
  const bucket = priceBucket(detection.price, bucketLogWidth);
  return `${detection.type}|${detection.side}|${bucket}|${symbol}`;
}

/** Number of the bucket that a price falls in, ⌊ln price / width⌋; empty for a pattern without a price. */
export function priceBucket(price: number | null, bucketLogWidth: number): string {
  return price !== null && price > 0 ? String(Math.floor(Math.log(price) / bucketLogWidth)) : '';
}

/** MD5 over the labels, as the wire shows it. */
export function fingerprintOf(labels: string): string {
  return createHash('md5').update(labels).digest('hex');
}

/**
 * First 16 hex digits of SHA-256 over labels, event time and sequence: the same input gives the same id. The
 * price bucket among the labels keeps two orders apart that leave the book in one update.
 */
export function alertId(labels: string, detection: Detection): string {
  const text = `${detection.eventTimeMicros}|${detection.sequence}|${labels}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
