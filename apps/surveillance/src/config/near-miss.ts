import { editDistance } from '@genesis/settings';

/** Shorter names are too near to names that other programs use (HOST, HOME). */
const SHORTEST_NAME = 7;

export interface NearMiss {
  readonly name: string;
  readonly meant: string;
}

/** Names that look like a slip of the pen for a known one, such as REPLAY_SPED for REPLAY_SPEED. */
export function findNearMisses(names: readonly string[], known: readonly string[]): NearMiss[] {
  const candidates = known.filter((name) => name.length >= SHORTEST_NAME);
  return names
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const meant = candidates.find((candidate) => editDistance(name.toUpperCase(), candidate) < Infinity);
      return meant === undefined ? [] : [{ name, meant }];
    });
}
