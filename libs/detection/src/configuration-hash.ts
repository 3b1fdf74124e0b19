import { createHash } from 'node:crypto';
import { canonicalJson } from '@genesis/market';
import { type DetectorDescription } from './detection-profile.js';

const HASH_DIGITS = 16;

/**
 * Names a configuration: the first 16 hex digits of the SHA-256 over the canonical JSON of `{type: settings}`. Equal
 * settings give equal names whatever the order they are written in.
 * @throws RangeError for a setting that JSON cannot hold (NaN, infinite).
 */
export function configurationHash(detectors: readonly DetectorDescription[]): string {
  const settings = Object.fromEntries(detectors.map(({ type, settings }) => [type, settings]));
  return createHash('sha256').update(canonicalJson(settings)).digest('hex').slice(0, HASH_DIGITS);
}
