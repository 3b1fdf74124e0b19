import { RepeatLimiter } from './repeat-limiter.js';

describe('RepeatLimiter', () => {
  let nowMs: number;
  let limiter: RepeatLimiter<string>;
  const say = (text: string): boolean => limiter.admits(text, text);

  beforeEach(() => {
    nowMs = 0;
    limiter = new RepeatLimiter(2, 1000, () => nowMs);
  });

  it('lets the first ones of a kind pass, whatever their numbers', () => {
    expect(['try 1 in 5 ms', 'try 2 in 90 ms', 'try 3 in 7 ms'].map(say)).toEqual([true, true, false]);
    expect(say('something else')).toBe(true);
    expect(limiter.holdsBack).toBe(true);
  });

  it('tells how many were held back, and the last one, when their time is over', () => {
    ['a1', 'a2', 'a3', 'a4'].map(say);
    nowMs = 999;
    expect(limiter.ended()).toEqual([]);
    nowMs = 1000;
    expect(limiter.ended()).toEqual([{ latest: 'a4', count: 2 }]);
    expect(limiter.ended()).toEqual([]);
    expect(say('a5')).toBe(true);
  });

  it('tells nothing of kinds that all passed, and lets them pass again', () => {
    ['a1', 'a2'].map(say);
    nowMs = 1000;
    expect(say('a3')).toBe(true);
    expect(limiter.ended()).toEqual([]);
    expect(limiter.holdsBack).toBe(false);
  });

  it('tells everything at the end', () => {
    ['a', 'a', 'a'].map(say);
    expect(limiter.ended(true)).toEqual([{ latest: 'a', count: 1 }]);
  });

  it('remembers a thousand kinds; more at once share what they may say', () => {
    const words = Array.from({ length: 1010 }, (_, i) => 'x'.repeat(i + 1));
    expect(words.map(say).filter((admitted) => !admitted)).toHaveLength(8);
    nowMs = 1000;
    expect(say('fresh')).toBe(true);
  });
});
