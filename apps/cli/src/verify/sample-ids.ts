import { seededRandom } from '@genesis/market';

/** `count` of the ids, or all where there are fewer: the same for the same seed, in the order given. */
export function sampleIds(ids: readonly string[], count: number, seed: number): string[] {
  const random = seededRandom(seed);
  const places = ids.map((_, place) => place);
  const chosen = Math.min(count, ids.length);
  // Fisher–Yates, as far as it is needed.
  for (let i = 0; i < chosen; i++) {
    const other = i + Math.floor(random() * (places.length - i));
    [places[i], places[other]] = [places[other], places[i]];
  }
  return places
    .slice(0, chosen)
    .sort((a, b) => a - b)
    .map((place) => ids[place]);
}
