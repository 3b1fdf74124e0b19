import { setTimeout as sleep } from 'node:timers/promises';
import { beginReplayPass, currentLogIds, type LogIds, withReplayIds, withRequestId } from './log-ids.js';

describe('the ids of the log', () => {
  it('are none outside of calls and replays', () => {
    beginReplayPass('p1');
    expect(currentLogIds()).toEqual({});
  });

  it('follow a call through what it waits for, beside other calls', async () => {
    const seen: LogIds[] = [];
    const call = (id: string, ms: number): Promise<void> =>
      withRequestId(id, async () => {
        await sleep(ms);
        seen.push(currentLogIds());
      });
    await Promise.all([call('a', 20), call('b', 5)]);
    expect(seen).toEqual([{ requestId: 'b' }, { requestId: 'a' }]);
  });

  it('are those of the newest pass, also for who began it before waiting', async () => {
    const seen: LogIds[] = [];
    await withReplayIds(async () => {
      const pass = async (id: string): Promise<void> => {
        beginReplayPass(id);
        await sleep(1);
      };
      for (const id of ['p1', 'p2']) {
        await pass(id);
        seen.push({ ...currentLogIds() });
      }
    });
    expect(seen).toEqual([{ replayId: 'p1' }, { replayId: 'p2' }]);
  });
});
