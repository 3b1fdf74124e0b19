import { type RandomSource, seededRandom } from '@genesis/market';

/** A random source of its own for each use of chance in each symbol, so that none of them disturbs another. */
export function randomStream(seed: number, symbol: string, use: string): RandomSource {
  return seededRandom(fnv1a(`${seed}/${symbol}/${use}`));
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo), over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
