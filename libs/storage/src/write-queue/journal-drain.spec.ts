import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertNamed, JournalBench } from '../../testing/journal-bench.js';
import { MemoryTarget } from '../../testing/memory-target.js';
import { prepareBatch } from '../alerts/prepared-entry.js';
import { AlertJournal } from './alert-journal.js';
import { type JournalEntry } from './journal-entry.js';
import { type JournalTarget } from './journal-target.js';

/** Does not get a batch done in time that has more than two entries. */
class SlowTarget implements JournalTarget {
  readonly memory = new MemoryTarget();
  readonly asked: number[] = [];
  slow = true;

  write(entries: readonly JournalEntry[]): ReturnType<JournalTarget['write']> {
    this.asked.push(entries.length);
    if (this.slow && entries.length > 2) return Promise.reject(new Error('no answer within 700 ms'));
    return this.memory.write(entries);
  }
}

describe('JournalDrain', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'genesis-drain-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('asks a slow database for less at a time, and for more again once it is quick', async () => {
    const bench = new JournalBench(join(folder, 'spool'), { batchSize: 8 });
    const target = (bench.target = new SlowTarget());
    const journal = await AlertJournal.open(bench.parts);
    const raise = async (from: number, to: number): Promise<void> => {
      for (let name = from; name < to; name++) journal.alert('RAISED', alertNamed(`a${name}`));
      await journal.flush();
    };
    const drain = async (): Promise<void> => {
      journal.wake();
      await journal.drain();
    };

    await raise(0, 10);
    for (let run = 0; run < 3; run++) await drain();
    // 8 are too many, 4 are; 2 are not, and after them 4 are tried again.
    expect(target.asked).toEqual([8, 4, 2, 4]);
    target.slow = false;
    await drain();
    expect(target.asked.slice(4)).toEqual([2, 4, 2]);
    await raise(10, 18);
    await drain();
    expect(target.asked.slice(7)).toEqual([8]);
    expect(target.memory.verified().map(({ alertId }) => alertId)).toEqual(
      Array.from({ length: 18 }, (_, name) => `a${name}`),
    );
    await journal.close();
  });

  it('puts an entry aside once, though what stands behind it has to be tried again and again', async () => {
    const bench = new JournalBench(join(folder, 'spool'));
    const target = new MemoryTarget();
    const journal = await AlertJournal.open(bench.parts);
    const { now } = bench;
    bench.now = Number.MAX_SAFE_INTEGER;
    journal.alert('RAISED', alertNamed('at no time'));
    bench.now = now;
    journal.alert('RAISED', alertNamed('a'));
    await journal.flush();
    // What it would refuse it finds out without the database, which is away.
    let isAway = true;
    bench.target = {
      write: async (entries) => {
        await Promise.resolve();
        prepareBatch(entries);
        if (isAway) throw new Error('the database is away');
        return target.write(entries);
      },
    };
    for (let tries = 0; tries < 3; tries++) {
      journal.wake();
      await journal.drain();
    }
    expect(journal.statistics()).toMatchObject({ written: 0, refused: 1 });
    isAway = false;
    journal.wake();
    await journal.drain();
    expect(journal.statistics()).toMatchObject({ written: 1, refused: 1, spoolBytes: 0 });
    const aside = await readFile(join(folder, 'spool', '0', 'refused.jsonl'), 'utf8');
    expect(aside.trim().split('\n')).toHaveLength(1);
    await journal.close();
  });
});
