import { seededRandom } from '@genesis/market';
import { Rotation } from './rotation.js';

describe('Rotation', () => {
  it('deals every item once a round, in changing order', () => {
    const rotation = new Rotation([1, 2, 3, 4, 5], seededRandom(1));
    const rounds = Array.from({ length: 10 }, () => Array.from({ length: 5 }, () => rotation.next()));
    for (const round of rounds) expect([...round].sort()).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(rounds.map(String)).size).toBeGreaterThan(5);
  });

  it('has nothing to deal when it was given nothing', () => {
    expect(new Rotation([], seededRandom(1)).next()).toBeNull();
  });
});
