import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlertStore, type Database } from '@genesis/storage';
import { startTestServer, type TestServer } from '../../libs/storage/testing/test-database.js';
import { alertMessage } from '../../apps/cli/testing/alert-message.js';
import { type CliOutcome, runGenesis } from '../support/run-genesis.js';

describe('genesis audit', () => {
  let server: TestServer;
  let database: Database;
  let folder: string;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genesis-audit-'));
    database = await server.freshDatabase();
    const store = new AlertStore(database, 10_000);
    for (let i = 1; i <= 5; i++) {
      await store.write([{ type: 'alert', at: i, kind: 'RAISED', alert: alertMessage({ id: `a${i}` }) }]);
    }
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function audit(...args: string[]): Promise<CliOutcome> {
    const { host, port, user, password, database: name } = database.connection;
    const url = `postgres://${user}:${encodeURIComponent(password ?? '')}@localhost:${port}/${name}`;
    const named = host.startsWith('/')
      ? `${url}?host=${encodeURIComponent(host)}`
      : url.replace('localhost', host);
    return runGenesis(['audit', ...args, '--database', named]);
  }

  /** As the database's superuser can: with the trigger out of the way. */
  async function tamper(statement: string): Promise<void> {
    await database.dataSource.query('ALTER TABLE alert_events DISABLE TRIGGER ALL');
    await database.dataSource.query(statement);
  }

  it('finds a chain whole, and prints its head', async () => {
    const { code, stdout } = await audit('verify');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^5 events, the chain is whole; head [0-9a-f]{64}\nas the chain tells: 5 alerts\n$/,
    );
  });

  it.each([
    [`UPDATE alert_events SET payload = replace(payload, '81.25', '11.25') WHERE position = 3`, 3, 'ALTERED'],
    [`UPDATE alert_events SET at = at + interval '1 microsecond' WHERE position = 2`, 2, 'ALTERED'],
    [`DELETE FROM alert_events WHERE position = 1`, 1, 'GAP'],
    [`UPDATE alert_events SET position = 9 WHERE position = 5`, 5, 'GAP'],
  ])('names the first broken link after %s', async (statement, position, defect) => {
    await tamper(statement);
    const { code, stderr } = await audit('verify');
    expect(code).toBe(1);
    expect(stderr).toContain(`the chain is broken at event ${position} (${defect})`);
  });

  it.each([
    [
      `UPDATE alerts SET severity = 'LOW' WHERE id = 'a2'`,
      'a2',
      'its severity is "LOW", and by the chain "HIGH"',
    ],
    [`UPDATE alerts SET ts = ts + interval '1 us' WHERE id = 'a2'`, 'a2', 'its ts is "'],
    [
      `UPDATE alerts SET status = 'CLOSED' WHERE id = 'a3'`,
      'a3',
      'its status is "CLOSED", and by the chain "NEW"',
    ],
    [`UPDATE alerts SET settled = true WHERE id = 'a4'`, 'a4', 'the chain has not settled it'],
    [
      `UPDATE alerts SET document = replace(document, '81.25', '11.25'), score = 11.25 WHERE id = 'a1'`,
      'a1',
      'its document is none that the chain has',
    ],
    [`UPDATE alerts SET raised_document = '' WHERE id = 'a1'`, 'a1', 'its raised_document is none'],
    [`DELETE FROM alerts WHERE id = 'a5'`, 'a5', 'it is in the chain and has no row'],
    [`UPDATE alerts SET id = 'a6' WHERE id = 'a5'`, 'a6', 'its raised_document is none'],
  ])('names the alert that is not as the chain tells after %s', async (statement, id, defect) => {
    await database.dataSource.query(statement);
    const { code, stderr } = await audit('verify');
    expect(code).toBe(1);
    expect(stderr).toContain(`alert ${id} is not as the chain tells: `);
    expect(stderr).toContain(defect);
  });

  it('knows what the engine and analysts made of an alert since', async () => {
    const store = new AlertStore(database, 10_000);
    const alert = alertMessage({
      id: 'a1',
      severity: 'CRITICAL',
      suppressed: { deduplicated: 1, cool_down: 0 },
    });
    const step = { action: 'assign', assignee: 'lee', note: null } as const;
    await store.write([
      { type: 'alert', at: 6, kind: 'UPDATED', alert },
      { type: 'step', at: 7, alertId: 'a1', symbol: 'AAPL', actor: 'kim', command: 'c', step },
      { type: 'alert', at: 8, kind: 'SETTLED', alert },
    ]);
    expect(await audit('verify')).toMatchObject({ code: 0, stdout: expect.stringContaining('5 alerts\n') });
  });

  it('finds by an exported head that the end was cut off', async () => {
    const file = join(folder, 'head.json');
    expect((await audit('head', '--out', file)).code).toBe(0);
    expect(await audit('head', '--out', file)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('exists'),
    });
    expect((await audit('head', '--out', file, '--force')).code).toBe(0);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ position: 5 });
    expect((await audit('verify', '--head', file)).stdout).toContain('holds the exported head at 5');
    await tamper('DELETE FROM alert_events WHERE position > 3');
    expect((await audit('verify')).stderr).toContain('alert a4 is not as the chain tells');
    // Who takes the alerts away too leaves no trace in the database.
    await tamper(`DELETE FROM alerts WHERE id IN ('a4', 'a5')`);
    expect((await audit('verify')).code).toBe(0);
    const { code, stderr } = await audit('verify', '--head', file);
    expect(code).toBe(1);
    expect(stderr).toContain('(TRUNCATED): the chain ends at 3, the exported head is 5');
  });

  it('says of a head that is not there what other commands say of missing files', async () => {
    const file = join(folder, 'nope.json');
    expect(await audit('verify', '--head', file)).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: ${file}: no such file\n`,
    });
  });

  it('refuses a file that is no head', async () => {
    const file = join(folder, 'head.json');
    await writeFile(file, '{"position":1}');
    const { code, stderr } = await audit('verify', '--head', file);
    expect(code).toBe(2);
    expect(stderr).toContain('expected what genesis audit head wrote');
  });
});
