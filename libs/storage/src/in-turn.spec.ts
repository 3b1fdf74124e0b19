import { InTurn } from './in-turn.js';

describe('InTurn', () => {
  it('begins a piece of work when the one before is over, however long that takes', async () => {
    const turns = new InTurn();
    const seen: string[] = [];
    let finish = (): void => undefined;
    const first = turns.run(async () => {
      seen.push('first begins');
      await new Promise<void>((resolve) => (finish = resolve));
      seen.push('first ends');
      return 1;
    });
    const second = turns.run(() => Promise.resolve(seen.push('second')));
    await Promise.resolve();
    expect(seen).toEqual(['first begins']);
    finish();
    expect(await first).toBe(1);
    await second;
    expect(seen).toEqual(['first begins', 'first ends', 'second']);
  });

  it('tells a failure to who asked for the work, and goes on with the next', async () => {
    const turns = new InTurn();
    const failing = turns.run(() => Promise.reject(new Error('no')));
    const next = turns.run(() => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('done');
  });
});
