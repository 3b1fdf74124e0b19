import { type AlertMessage, type AnomalyMessage } from '@genesis/contracts';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertNamed, anomalyNamed, JournalBench } from '../../testing/journal-bench.js';
import { startTestServer, type TestServer } from '../../testing/test-database.js';
import { AlertStore } from '../alerts/alert-store.js';
import { type Database } from '../database.js';
import { AlertJournal } from './alert-journal.js';
import { Spool } from './spool.js';

/** No time that a Date can have, in seconds. */
const BEYOND_TIME = 1e13;
/** Does not fit into the page of an index, and no compression helps. */
const ENDLESS_ID = Array.from({ length: 20_000 }, (_, i) =>
  ((i * i * 7919 + i * 31) % 65_521).toString(36),
).join('');

type Poison = (journal: AlertJournal, bench: JournalBench) => unknown;
const alert =
  (id: string, changes: Partial<AlertMessage>): Poison =>
  (journal) =>
    journal.alert('RAISED', alertNamed(id, 0, changes));
const anomaly =
  (changes: Partial<AnomalyMessage>): Poison =>
  (journal) =>
    journal.anomaly(anomalyNamed('bad', changes));

const POISONS: readonly (readonly [string, Poison, RegExp])[] = [
  ['an alert at no time', alert('bad', { timestamp: BEYOND_TIME }), /Invalid time value/],
  ['an anomaly at no time', anomaly({ timestamp: BEYOND_TIME }), /Invalid time value/],
  ['an id that no index holds', alert(ENDLESS_ID, {}), /index row/],
  ['a byte that no text holds', alert('bad', { symbol: 'A\0B' }), /unsupported Unicode/],
  [
    'evidence of no time',
    (journal) =>
      journal.evidence({
        ...{ alertId: 'bad', symbol: 'AAPL', fromMicros: 1e30, toMicros: 1e30, inputHash: 'f00d' },
        ...{ fromSequence: 1, toSequence: 2, rowCount: 1, complete: true, rows: new Uint8Array(1) },
      }),
    /Invalid time value/,
  ],
  [
    'an alert said at no time',
    (journal, bench) => {
      const { now } = bench;
      bench.now = BEYOND_TIME * 1000;
      journal.alert('RAISED', alertNamed('bad'));
      bench.now = now;
    },
    /Invalid time value/,
  ],
];

describe('an entry that can never be stored', () => {
  let server: TestServer;
  let database: Database;
  let folder: string;
  let bench: JournalBench;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genesis-poison-'));
    database = await server.freshDatabase();
    bench = new JournalBench(join(folder, 'spool'));
    bench.target = new AlertStore(database, 10_000);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const kept = async (): Promise<string[]> => {
    const rows: { id: string }[] = await database.dataSource.query('SELECT id FROM alerts ORDER BY id');
    return rows.map(({ id }) => id);
  };
  const aside = async (): Promise<number> =>
    (await readFile(join(folder, 'spool', '0', 'refused.jsonl'), 'utf8')).trim().split('\n').length;

  it.each(POISONS)('is put aside, and what stands around it written: %s', async (_name, poison, reason) => {
    const journal = await AlertJournal.open(bench.parts);
    journal.alert('RAISED', alertNamed('a'));
    poison(journal, bench);
    journal.alert('RAISED', alertNamed('b'));
    await journal.flush();
    await journal.drain();
    expect(await kept()).toEqual(['a', 'b']);
    expect(journal.statistics()).toMatchObject({ written: 2, refused: 1, spoolBytes: 0, writeFailure: null });
    expect(bench.told).toEqual([expect.stringMatching(reason)]);
    expect(await aside()).toBe(1);
    await journal.close();
  });

  it('is put aside without a spool that could have made it null: a number that JSON does not have', async () => {
    const journal = await AlertJournal.open(bench.parts);
    const append = jest.spyOn(Spool.prototype, 'append').mockRejectedValue(new Error('disk full'));
    for (const [id, score] of [
      ['a', 1],
      ['bad', NaN],
      ['b', 2],
    ] as const)
      journal.alert('RAISED', alertNamed(id, 0, { score }));
    await journal.flush();
    await journal.drain();
    append.mockRestore();
    expect(await kept()).toEqual(['a', 'b']);
    expect(journal.statistics()).toMatchObject({ refused: 1, queued: 0, writeFailure: null });
    expect(bench.told).toContainEqual(expect.stringMatching(/^refused: score is NaN/));
    await journal.close();
  });

  it('is put aside where another version wrote it to the spool', async () => {
    const spool = await Spool.open(
      join(folder, 'spool'),
      { maxBytes: 1e6, segmentBytes: 1e6 },
      () => undefined,
    );
    const foreign = [
      '{"type":"verdict","at":1}',
      '{"type":"alert","at":1}',
      '{"type":"step","at":1,"step":null}',
      'x',
    ];
    await spool.append(foreign);
    await spool.close();
    const journal = await AlertJournal.open(bench.parts);
    expect(await journal.waitingSteps()).toEqual([]);
    journal.alert('RAISED', alertNamed('a'));
    await journal.flush();
    await journal.drain();
    expect(await kept()).toEqual(['a']);
    expect(journal.statistics()).toMatchObject({ written: 1, refused: 4, spoolBytes: 0, writeFailure: null });
    expect(bench.told[0]).toMatch(/^refused: an entry is {"type":"verdict","at":1}, allowed: alert, step/);
    expect(await aside()).toBe(4);
    await journal.close();
  });
});
