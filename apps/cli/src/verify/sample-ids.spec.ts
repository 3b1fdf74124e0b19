import { sampleIds } from './sample-ids.js';

describe('sampleIds', () => {
  const ids = Array.from({ length: 20 }, (_, i) => `id ${i}`);

  it('takes as many as asked for, none twice, in their order', () => {
    const sample = sampleIds(ids, 7, 3);
    expect(new Set(sample).size).toBe(7);
    expect(sample).toEqual(ids.filter((id) => sample.includes(id)));
  });

  it('takes the same for the same seed, others for another', () => {
    expect(sampleIds(ids, 7, 3)).toEqual(sampleIds(ids, 7, 3));
    expect(sampleIds(ids, 7, 4)).not.toEqual(sampleIds(ids, 7, 3));
  });

  it('takes all where there are fewer', () => {
    expect(sampleIds(ids, 99, 1)).toEqual(ids);
    expect(sampleIds([], 5, 1)).toEqual([]);
  });

  it('takes each with the same chance: 7 of 20 in 35 of 100 runs', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 2_000; seed++)
      for (const id of sampleIds(ids, 7, seed)) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const count of counts.values()) expect(Math.abs(count / 2_000 - 0.35)).toBeLessThan(0.06);
  });
});
