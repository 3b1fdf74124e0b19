import { createHash } from 'node:crypto';
import { configurationHash } from './configuration-hash.js';
import { type DetectorDescription } from './detection-profile.js';

const HASH_DIGITS = 16;

/**
 * Names the configuration of a profile in which some symbols are judged by settings of their own: the name of the
 * settings for all, or, where a symbol's differ from them, the first 16 hex digits of the SHA-256 over the JSON
 * of that name and of [symbol, name] in code-unit order.
 */
export function profileConfiguration(
  detectors: readonly DetectorDescription[],
  bySymbol: ReadonlyMap<string, readonly DetectorDescription[]>,
): string {
  const name = configurationHash(detectors);
  const others = [...bySymbol]
    .map(([symbol, own]): [string, string] => [symbol, configurationHash(own)])
    .filter(([, ownName]) => ownName !== name)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (others.length === 0) return name;
  const text = JSON.stringify([name, ...others]);
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_DIGITS);
}
