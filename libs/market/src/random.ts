/** A source of uniform numbers in [0, 1); injected wherever chance is wanted, so that runs can be repeated. */
export type RandomSource = () => number;

/**
 * Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough for simulation and sampling, and
 * the same sequence on every machine.
 */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
