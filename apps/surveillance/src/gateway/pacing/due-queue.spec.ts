import fc from 'fast-check';
import { DueQueue } from './due-queue.js';

describe('DueQueue', () => {
  it('gives out what is due, the earliest first, and nothing before its time', () => {
    const queue = new DueQueue<string>();
    for (const [due, item] of [
      [30, 'c'],
      [10, 'a'],
      [20, 'b'],
    ] as const)
      queue.add(due, item);
    expect(queue.take(9)).toBeUndefined();
    expect([queue.take(20), queue.take(20), queue.take(20)]).toEqual(['a', 'b', undefined]);
    expect(queue.size).toBe(1);
    queue.clear();
    expect(queue.take(Infinity)).toBeUndefined();
  });

  it('is a sorted list, whatever comes and goes in between', () => {
    const step = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant('take' as const));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new DueQueue<number>();
        const list: number[] = [];
        for (const each of steps) {
          if (each === 'take')
            expect(queue.take(25)).toBe(list.length > 0 && list[0] <= 25 ? list.shift() : undefined);
          else {
            queue.add(each, each);
            list.push(each);
            list.sort((a, b) => a - b);
          }
        }
        expect(queue.size).toBe(list.length);
      }),
    );
  });
});
