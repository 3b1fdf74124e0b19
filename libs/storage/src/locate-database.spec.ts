import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDefinitions } from '@genesis/settings';
import { DATABASE_SETTING_DEFINITIONS, type DatabaseSettings } from './database-settings.js';
import { locateDatabase, openDatabase } from './locate-database.js';

const settingsOf = (environment: Record<string, string>): DatabaseSettings =>
  parseDefinitions(DATABASE_SETTING_DEFINITIONS, environment, []);

describe('locateDatabase', () => {
  it('finds none with DATABASE=off, whatever else is set', async () => {
    expect(await locateDatabase(settingsOf({ DATABASE: 'off', DB_HOST: 'db.example' }))).toBeNull();
    expect(await openDatabase(settingsOf({ DATABASE: 'off' }))).toBeNull();
  });

  it('takes the server that the settings name, without connecting to it', async () => {
    const located = await locateDatabase(settingsOf({ DB_HOST: 'db.example', DB_PORT: '5433' }));
    expect(located).toMatchObject({
      embedded: false,
      connection: { host: 'db.example', port: 5433, database: 'orderbook' },
    });
  });
});

describe('openDatabase, embedded', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'genesis-db-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('shares one server between all who open it, and stops it when the last one lets go', async () => {
    const settings = settingsOf({ EMBEDDED_DIR: folder });
    const [first, second] = await Promise.all([openDatabase(settings), openDatabase(settings)]);
    const pid = await serverPid(folder);
    await first?.release();
    expect(await serverPid(folder)).toBe(pid);
    expect(second?.notice).toBeNull();
    expect(await second?.database.dataSource.query(`SELECT count(*)::int AS n FROM l2_orderbook`)).toEqual([
      { n: 0 },
    ]);
    await second?.release();
    await expect(serverPid(folder)).rejects.toThrow('ENOENT');
  });
});

describe('openDatabase with DB_RETENTION_DAYS', () => {
  it('says that plain PostgreSQL drops nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'genesis-db-'));
    const opened = await openDatabase(settingsOf({ EMBEDDED_DIR: folder, DB_RETENTION_DAYS: '30' }));
    expect(opened?.notice).toContain('DB_RETENTION_DAYS needs TimescaleDB');
    await opened?.release();
    await rm(folder, { recursive: true, force: true });
  });
});

async function serverPid(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}
