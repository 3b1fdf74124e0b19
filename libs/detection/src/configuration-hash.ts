import { createHash } from 'node:crypto';
import { type DetectorDescription } from './detection-profile.js';

const HASH_DIGITS = 16;

/**
 * Names a configuration: the first 16 hex digits of the SHA-256 over the canonical JSON (keys in code-unit order, no
 * blanks) of `{type: settings}`. Equal settings give equal names whatever the order they are written in.
 * @throws RangeError for a setting that JSON cannot hold (NaN, infinite).
 */
export function configurationHash(detectors: readonly DetectorDescription[]): string {
  const settings = sorted(detectors.map(({ type, settings }) => [type, sorted(Object.entries(settings))]));
  return createHash('sha256')
    .update(JSON.stringify(settings, refuseNonFinite))
    .digest('hex')
    .slice(0, HASH_DIGITS);
}

function sorted<Value>(entries: [string, Value][]): Record<string, Value> {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function refuseNonFinite(name: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`setting ${name} is ${value}; settings are texts or finite numbers`);
  }
  return value;
}
