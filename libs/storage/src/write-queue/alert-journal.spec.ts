import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { alertNamed, anomalyNamed, JournalBench } from '../../testing/journal-bench.js';
import { MemoryTarget } from '../../testing/memory-target.js';
import { AlertJournal } from './alert-journal.js';
import { MOST_EVIDENCE_BYTES } from './journal-buffer.js';
import { NotDurableError, RefusedEntryError } from './journal-target.js';
import { Spool } from './spool.js';

const NOTE = { action: 'notes', note: 'look' } as const;
const AWAY = new Error('the database is away');

describe('AlertJournal', () => {
  let root: string;
  let bench: JournalBench;
  let database: MemoryTarget;
  let journal: AlertJournal;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'genesis-journal-'));
    bench = new JournalBench(join(root, 'spool'), { queueCapacity: 10, batchSize: 4 });
    database = new MemoryTarget();
    bench.target = database;
    journal = await AlertJournal.open(bench.parts);
  });
  afterEach(async () => {
    await journal.close();
    await rm(root, { recursive: true, force: true });
  });

  const step = (command: string): Parameters<AlertJournal['step']>[0] => ({
    alertId: 'a',
    symbol: 'AAPL',
    actor: 'kim',
    command,
    step: NOTE,
  });

  /** Nothing can be written to the spool any more: its folder is gone. */
  const breakSpool = (): Promise<void> => rm(join(root, 'spool', '0'), { recursive: true });
  const mendSpool = (): Promise<unknown> => mkdir(join(root, 'spool', '0'));

  it('brings what happens to the database, in order', async () => {
    journal.alert('RAISED', alertNamed('a'));
    journal.anomaly(anomalyNamed('x'));
    journal.alert('SETTLED', alertNamed('a'));
    expect(journal.statistics()).toMatchObject({ queued: 3, spoolBytes: 0, written: 0 });
    await journal.flush();
    expect(journal.statistics().spoolBytes).toBeGreaterThan(0);
    await journal.drain();
    expect(database.verified().map(({ kind }) => kind)).toEqual(['RAISED', 'SETTLED']);
    expect([...database.anomalies]).toEqual(['x']);
    expect(journal.statistics()).toMatchObject({ queued: 0, spoolBytes: 0, written: 3, lagSeconds: 0 });
  });

  it('waits on disk while the database is away, and tries again after growing pauses', async () => {
    let tries = 0;
    database.failure = () => {
      tries++;
      return { error: AWAY, kept: false };
    };
    journal.alert('RAISED', alertNamed('a'));
    await journal.flush();
    for (const [wait, expected] of [
      [0, 1],
      [199, 1],
      [1, 2],
      [399, 2],
      [1, 3],
    ]) {
      bench.now += wait;
      await journal.drain();
      expect(tries).toBe(expected);
    }
    expect(journal.statistics()).toMatchObject({
      writeFailures: 3,
      writeFailure: AWAY.message,
      lagSeconds: 0.6,
    });
    database.failure = () => null;
    journal.wake();
    await journal.drain();
    expect(database.verified()).toHaveLength(1);
    expect(bench.told).toEqual(['write failed: the database is away', 'write recovered']);
  });

  it('writes nothing twice where the answer to a write was lost', async () => {
    database.failure = () => ({ error: AWAY, kept: true });
    journal.alert('RAISED', alertNamed('a'));
    await journal.flush();
    await journal.drain();
    database.failure = () => null;
    bench.now += 10_000;
    await journal.drain();
    expect(database.verified()).toHaveLength(1);
  });

  it('has a step of an analyst on disk before it says so, and tells what the database made of it', async () => {
    bench.target = null;
    const { written } = await journal.step(step('c1'));
    expect(await journal.waitingSteps()).toMatchObject([{ command: 'c1', actor: 'kim' }]);
    bench.target = database;
    await journal.drain();
    await expect(written).resolves.toEqual({ alertId: 'a', command: 'c1', applied: true });
    expect(await journal.waitingSteps()).toEqual([]);
  });

  it('goes past a spool that fails, tells it once, and returns to it', async () => {
    await breakSpool();
    journal.alert('RAISED', alertNamed('a'));
    await journal.flush();
    await journal.flush();
    expect(journal.statistics()).toMatchObject({
      queued: 1,
      spoolFailure: expect.stringContaining('ENOENT'),
    });
    await journal.drain();
    const { written } = await journal.step(step('c1'));
    await expect(written).resolves.toMatchObject({ applied: true });
    expect(database.verified().map(({ kind }) => kind)).toEqual(['RAISED', 'NOTED']);
    await mendSpool();
    journal.alert('SETTLED', alertNamed('a'));
    await journal.flush();
    expect(journal.statistics()).toMatchObject({ queued: 0, spoolFailure: null });
    expect(bench.told).toEqual([expect.stringMatching(/^spool failed: ENOENT/), 'spool recovered']);
  });

  it('refuses a step that nothing can keep, and does not write it later', async () => {
    await breakSpool();
    bench.target = null;
    journal.alert('RAISED', alertNamed('a'));
    await expect(journal.step(step('c1'))).rejects.toThrow(NotDurableError);
    bench.target = database;
    await journal.drain();
    expect(database.verified().map(({ kind }) => kind)).toEqual(['RAISED']);
    await mendSpool();
  });

  it('is bounded in memory where disk and database fail, and counts what finds no room', async () => {
    await breakSpool();
    bench.target = null;
    for (let i = 0; i < 7; i++) journal.alert('RAISED', alertNamed(`a${i}`));
    await journal.flush();
    for (let i = 7; i < 30; i++) journal.alert('RAISED', alertNamed(`a${i}`));
    await journal.flush();
    for (let i = 30; i < 33; i++) journal.alert('RAISED', alertNamed(`a${i}`));
    const { queued, dropped } = journal.statistics();
    expect(queued).toBeLessThanOrEqual(20);
    expect(queued + dropped).toBe(33);
    bench.target = database;
    await mendSpool();
    await journal.flush();
    await journal.drain();
    expect(database.verified()).toHaveLength(queued);
  });

  it('tries a failing spool with little, and brings everything there in order once it is mended', async () => {
    const parts = { ...new JournalBench(join(root, 'many')).parts, target: () => database };
    const many = await AlertJournal.open(parts);
    const append = jest.spyOn(Spool.prototype, 'append');
    const sizes = (): number[] => append.mock.calls.splice(0).map(([texts]) => texts.length);
    await rm(join(root, 'many', '0'), { recursive: true });
    for (let i = 0; i < 600; i++) many.anomaly(anomalyNamed(`x${i}`));
    await many.flush();
    await many.flush();
    expect(sizes()).toEqual([256, 256]);
    await mkdir(join(root, 'many', '0'));
    await many.flush();
    expect(sizes()).toEqual([256, 256, 88]);
    append.mockRestore();
    expect(many.statistics()).toMatchObject({ queued: 0, dropped: 0, spoolFailure: null });
    await many.close();
    expect([...database.anomalies]).toEqual(Array.from({ length: 600 }, (_, i) => `x${i}`));
  });

  it('holds so many bytes of evidence and no more while the spool fails', async () => {
    await breakSpool();
    bench.target = null;
    const window = {
      fromMicros: 0,
      toMicros: 0,
      fromSequence: 1,
      toSequence: 1,
      rowCount: 1,
      complete: true,
    };
    for (const bytes of [MOST_EVIDENCE_BYTES, 1]) {
      const rows = new Uint8Array(bytes);
      journal.evidence({ ...window, alertId: 'a', symbol: 'AAPL', inputHash: '', rows });
      await journal.flush();
    }
    journal.alert('RAISED', alertNamed('a'));
    expect(journal.statistics()).toMatchObject({ queued: 2, dropped: 1 });
  });

  it('puts aside an entry that the database will never take, and goes on with the rest', async () => {
    const poisoned = { ...database, write: database.write.bind(database) };
    bench.target = {
      write: (entries) => {
        const bad = entries.some((entry) => entry.type === 'alert' && entry.alert.id === 'bad');
        return bad ? Promise.reject(new RefusedEntryError('no such byte')) : poisoned.write(entries);
      },
    };
    for (const id of ['a', 'bad', 'b']) journal.alert('RAISED', alertNamed(id));
    await journal.flush();
    await journal.drain();
    expect(database.verified().map(({ alertId }) => alertId)).toEqual(['a', 'b']);
    expect(journal.statistics()).toMatchObject({ refused: 1, spoolBytes: 0, writeFailure: null });
    expect(bench.told).toEqual(['refused: no such byte']);
    expect(await readdir(join(root, 'spool', '0'))).toContain('refused.jsonl');
  });

  it('leaves what it could not write for the next one', async () => {
    bench.target = null;
    journal.alert('RAISED', alertNamed('a'));
    await journal.close();
    bench.now += 5_000;
    bench.target = database;
    journal = await AlertJournal.open(bench.parts);
    expect(journal.statistics().lagSeconds).toBe(5);
    await journal.drain();
    expect(database.verified()).toHaveLength(1);
  });

  it.each([
    ['below a file', () => join(root, 'file', 'spool'), /(EEXIST|ENOTDIR): .*'.*file'/],
    // Where a folder exists and takes no other, making one with all above it would go on for ever.
    ['in /proc', () => '/proc/nowhere', /ENOENT: .*'\/proc\/nowhere'/],
    ['deep in /proc', () => '/proc/no/where', /ENOENT: .*'\/proc\/no'/],
  ])(
    'works without a spool where its folder cannot be used, and says why: %s',
    async (_where, place, reason) => {
      await writeFile(join(root, 'file'), '');
      const other = new JournalBench(place());
      other.target = database;
      const spoolless = await AlertJournal.open(other.parts);
      spoolless.alert('RAISED', alertNamed('a'));
      await spoolless.flush();
      await spoolless.drain();
      await expect((await spoolless.step(step('c1'))).written).resolves.toMatchObject({ applied: true });
      expect(database.verified()).toHaveLength(2);
      expect(spoolless.statistics().spoolFailure).toMatch(reason);
      expect(other.told[0]).toMatch(reason);
      expect(other.told[0]).toContain(`spool failed: SPOOL_DIR=${place()} cannot be used: `);
      await spoolless.close();
    },
  );

  it('does not wait longer than it may for a database that does not answer', async () => {
    bench.target = { write: () => new Promise(() => undefined) };
    journal.alert('RAISED', alertNamed('a'));
    await journal.close(20);
    bench.target = database;
    journal = await AlertJournal.open(bench.parts);
    await journal.drain();
    expect(database.verified()).toHaveLength(1);
  });
});

/** What the engine says in one pass over the data: five alerts, of which the first one escalates. */
type Said = readonly [kind: 'RAISED' | 'UPDATED' | 'SETTLED', alert: ReturnType<typeof alertNamed>];
const PASS: readonly Said[] = [0, 1, 2, 3, 4].flatMap((n): Said[] => {
  const hot = n === 0 ? ({ severity: 'HIGH', escalated: true } as const) : {};
  return [
    ['RAISED', alertNamed(`a${n}`)],
    ['UPDATED', alertNamed(`a${n}`, 1)],
    ['UPDATED', alertNamed(`a${n}`, 2, hot)],
    ['UPDATED', alertNamed(`a${n}`, 3, hot)],
    ['SETTLED', alertNamed(`a${n}`, 3, hot)],
  ];
});

const ACTIONS = [
  'say',
  'say',
  'say',
  'flush',
  'drain',
  'step',
  'up',
  'down',
  'lose',
  'crash',
  'again',
] as const;

describe('a journal in bad times', () => {
  it('ends with every event once, in order, in a whole chain', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...ACTIONS), { maxLength: 60 }), async (actions) => {
        const run = new BadTimes();
        try {
          await run.begin();
          for (const action of actions) await run.act(action);
          await run.finish();
          run.check();
        } finally {
          await run.end();
        }
      }),
      { numRuns: 60 },
    );
  });
});

class BadTimes {
  readonly #database = new MemoryTarget();
  readonly #kept: string[] = [];
  #root = '';
  #lives = 0;
  #bench = new JournalBench('');
  #journal: AlertJournal | null = null;
  #said = 0;
  #steps = 0;

  async begin(): Promise<void> {
    this.#root = await mkdtemp(join(tmpdir(), 'genesis-journal-'));
    await this.#open();
  }

  async act(action: (typeof ACTIONS)[number]): Promise<void> {
    const journal = this.#journal;
    if (journal === null) return;
    this.#bench.now += 300;
    if (action === 'say') this.#say(journal);
    else if (action === 'flush') await journal.flush();
    else if (action === 'drain') await journal.drain();
    else if (action === 'step') await this.#step(journal);
    else if (action === 'up') this.#database.failure = () => null;
    else if (action === 'down') this.#database.failure = () => ({ error: AWAY, kept: false });
    else if (action === 'lose') this.#database.failure = () => ({ error: AWAY, kept: true });
    else if (action === 'again') this.#said = 0;
    else await this.#crash();
  }

  /** All is well again, and the data are played to their end. */
  async finish(): Promise<void> {
    this.#database.failure = () => null;
    this.#said = 0;
    const journal = this.#journal;
    if (journal === null) return;
    while (this.#said < PASS.length) this.#say(journal);
    journal.wake();
    await journal.flush();
    await journal.drain();
  }

  check(): void {
    const links = this.#database.verified();
    expect(new Set(links.map(({ key }) => key)).size).toBe(links.length);
    for (const id of ['a0', 'a1', 'a2', 'a3', 'a4']) {
      const life = links.filter(({ alertId, kind }) => alertId === id && kind !== 'NOTED');
      const kinds = life.map(({ kind }) => kind);
      expect([kinds[0], kinds.at(-1)]).toEqual(['RAISED', 'SETTLED']);
      expect(kinds.slice(1, -1).every((kind) => kind === 'UPDATED')).toBe(true);
      const repeats = life.slice(0, -1).map(({ payload }) => repeatsIn(payload));
      expect(repeats).toEqual([...repeats].sort((a, b) => a - b));
      expect(repeats.at(-1)).toBe(3);
    }
    const notes = links.filter(({ kind }) => kind === 'NOTED').map(({ payload }) => commandIn(payload));
    expect(notes).toEqual(this.#kept);
  }

  async end(): Promise<void> {
    await this.#journal?.close();
    await rm(this.#root, { recursive: true, force: true });
  }

  #say(journal: AlertJournal): void {
    const [kind, alert] = PASS[this.#said++ % PASS.length];
    journal.alert(kind, alert);
  }

  async #step(journal: AlertJournal): Promise<void> {
    const command = `c${this.#steps++}`;
    await journal.step({ alertId: 'a1', symbol: 'AAPL', actor: 'kim', command, step: NOTE });
    this.#kept.push(command);
  }

  /** The process ends with work under way; the next one finds the disk as it was, and plays from the beginning. */
  async #crash(): Promise<void> {
    const before = this.#journal;
    void before?.flush();
    const left = this.#folder;
    this.#lives++;
    await cp(left, this.#folder, { recursive: true });
    this.#bench.target = null;
    await before?.close();
    await this.#open();
    this.#said = 0;
  }

  get #folder(): string {
    return join(this.#root, String(this.#lives));
  }

  async #open(): Promise<void> {
    this.#bench = new JournalBench(this.#folder, { batchSize: 3, spoolSegmentBytes: 2_000 });
    this.#bench.target = this.#database;
    this.#journal = await AlertJournal.open(this.#bench.parts);
  }
}

function repeatsIn(payload: string): number {
  return (JSON.parse(payload) as { suppressed: { deduplicated: number } }).suppressed.deduplicated;
}

function commandIn(payload: string): string {
  return (JSON.parse(payload) as { command: string }).command;
}
