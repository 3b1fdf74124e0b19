import { type AlertProvenance } from '@genesis/alerts';
import { retuned } from './retuned.js';

const BEGINNING: AlertProvenance = {
  profile: 'calibrated',
  configuration: 'a',
  engine: '0.1.0',
  stateFromMicros: 10_000_000,
  stateFromSequence: 5,
};
const FIRST = { configuration: 'a', from_sequence: 5, from: 10 };

describe('retuned', () => {
  it('names the configuration before and the one from then on', () => {
    expect(retuned(BEGINNING, 'b', 20_000_000, 9)).toEqual({
      ...BEGINNING,
      configuration: 'b',
      configurations: [FIRST, { configuration: 'b', from_sequence: 9, from: 20 }],
    });
  });

  it('names each change once, the last one at a place', () => {
    const twice = retuned(retuned(BEGINNING, 'b', 20_000_000, 9), 'c', 20_000_000, 9);
    expect(twice.configurations).toEqual([FIRST, { configuration: 'c', from_sequence: 9, from: 20 }]);
    const later = retuned(twice, 'b', 20_250_000, 9);
    expect(later.configurations?.map(({ configuration }) => configuration)).toEqual(['a', 'c', 'b']);
  });

  it('names none where everything is as it was before anything was judged', () => {
    expect(retuned(retuned(BEGINNING, 'b', 20_000_000, 9), 'a', 20_000_000, 9)).toEqual(BEGINNING);
  });

  it('names a change back that came later', () => {
    const back = retuned(retuned(BEGINNING, 'b', 20_000_000, 9), 'a', 30_000_000, 12);
    expect(back.configuration).toBe('a');
    expect(back.configurations?.map(({ from_sequence }) => from_sequence)).toEqual([5, 9, 12]);
  });
});
