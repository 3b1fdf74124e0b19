import { SeenIds } from './seen-ids.js';

describe('SeenIds', () => {
  it('knows an id again until too many others came', () => {
    const seen = new SeenIds(2);
    expect(['a', 'b', 'a', 'b', 'c', 'b', 'a'].map((id) => seen.add(id))).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
  });
});
