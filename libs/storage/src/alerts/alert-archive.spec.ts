import { type CollectedEvidence } from '@genesis/alerts';
import { alertNamed } from '../../testing/journal-bench.js';
import { startTestServer, type TestServer } from '../../testing/test-database.js';
import { type Database } from '../database.js';
import { alertDocuments, alertIds } from '../evidence/alert-documents.js';
import { readEvidence } from '../evidence/read-evidence.js';
import { type JournalEntry } from '../write-queue/journal-entry.js';
import { AlertArchive, type ArchiveFilter } from './alert-archive.js';
import { AlertStore } from './alert-store.js';

const AT = 1_700_000_000_123;
const FIRST = 1_340_285_400;

const ALERTS = [
  alertNamed('a', 0, { timestamp: FIRST }),
  alertNamed('b', 0, { timestamp: FIRST + 1, symbol: 'MSFT' }),
  alertNamed('c', 0, { timestamp: FIRST + 2, severity: 'HIGH' }),
  // Two of one moment stand in the order of their ids.
  alertNamed('d', 0, { timestamp: FIRST + 2, type: 'LAYERING' }),
  alertNamed('e', 0, { timestamp: FIRST + 3 }),
];

const EVIDENCE: CollectedEvidence = {
  alertId: 'a',
  symbol: 'AAPL',
  fromMicros: (FIRST - 2) * 1e6,
  toMicros: FIRST * 1e6,
  fromSequence: 248,
  toSequence: 249,
  rowCount: 2,
  complete: true,
  inputHash: 'e'.repeat(64),
  rows: new Uint8Array([1, 2, 3]),
};

describe('alerts in the database', () => {
  let server: TestServer;
  let database: Database;
  let archive: AlertArchive;

  beforeAll(async () => {
    server = await startTestServer();
    database = await server.freshDatabase();
    archive = new AlertArchive(database);
    const entries: JournalEntry[] = [
      ...ALERTS.map((alert): JournalEntry => ({ type: 'alert', at: AT, kind: 'RAISED', alert })),
      { type: 'evidence', at: AT, evidence: EVIDENCE },
      {
        type: 'step',
        at: AT,
        alertId: 'b',
        symbol: 'MSFT',
        actor: 'kim',
        command: 'c1',
        step: { action: 'assign', assignee: 'lee', note: null },
      },
    ];
    await new AlertStore(database, 10_000).write(entries);
  });
  afterAll(() => server.stop());

  const idsOf = async (...question: Parameters<AlertArchive['page']>): Promise<string[]> =>
    (await archive.page(...question)).map(({ alert }) => alert.id);

  it('are found by id, as they were written', async () => {
    expect(await archive.find('a')).toEqual({
      alert: ALERTS[0],
      lifecycle: { status: 'NEW', assignee: null, close_reason: null },
    });
    expect(await archive.find('none')).toBeNull();
  });

  it('stand as analysts left them', async () => {
    const lifecycles = await archive.lifecycles(['a', 'b', 'none']);
    expect([...lifecycles.keys()].sort()).toEqual(['a', 'b']);
    expect(lifecycles.get('b')).toMatchObject({ status: 'NEW', assignee: 'lee' });
  });

  it('come newest first, page by page, without those that are known', async () => {
    expect(await idsOf({}, null, [], 3)).toEqual(['e', 'd', 'c']);
    const place = { tsMicros: (FIRST + 2) * 1e6, id: 'c' };
    expect(await idsOf({}, place, [], 3)).toEqual(['b', 'a']);
    expect(await idsOf({}, null, ['e', 'c'], 3)).toEqual(['d', 'b', 'a']);
  });

  it.each<[ArchiveFilter, string[]]>([
    [{ symbol: 'MSFT' }, ['b']],
    [{ type: 'LAYERING' }, ['d']],
    [{ severity: 'HIGH' }, ['c']],
    [{ status: 'CLOSED' }, []],
    [{ assignee: 'lee' }, ['b']],
    [{ from: FIRST + 1, to: FIRST + 2 }, ['d', 'c', 'b']],
    [{ symbol: 'AAPL', to: FIRST }, ['a']],
    [{ to: 1e15 }, ['e', 'd', 'c', 'b', 'a']],
  ])('pass %j or not', async (filter, ids) => {
    expect(await idsOf(filter, null, [], 10)).toEqual(ids);
  });

  it('have a history, of which the newest part is given', async () => {
    expect((await archive.events('a', 10)).map(({ kind }) => kind)).toEqual(['RAISED', 'EVIDENCE']);
    expect((await archive.events('a', 1)).map(({ kind }) => kind)).toEqual(['EVIDENCE']);
    expect((await archive.events('b', 10)).map(({ kind, actor }) => [kind, actor])).toEqual([
      ['RAISED', 'engine'],
      ['ASSIGNED', 'kim'],
    ]);
  });

  it('have documents, with the window where one is kept', async () => {
    expect(await alertIds(database)).toEqual(['a', 'c', 'd', 'e', 'b']);
    const documents = await alertDocuments(database, ['a', 'b', 'none']);
    const text = JSON.stringify(ALERTS[0]);
    expect(documents.size).toBe(2);
    expect(documents.get('a')).toEqual({
      id: 'a',
      document: text,
      raisedDocument: text,
      window: { fromSequence: 248, toSequence: 249, complete: true, inputHash: EVIDENCE.inputHash },
    });
    expect(documents.get('b')?.window).toBeNull();
  });

  it('have the rows of their window', async () => {
    expect(await readEvidence(database, 'a')).toEqual({ ...EVIDENCE, rows: Buffer.from([1, 2, 3]) });
    expect(await readEvidence(database, 'b')).toBeNull();
  });
});
