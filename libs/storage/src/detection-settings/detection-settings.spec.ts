import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JournalBench } from '../../testing/journal-bench.js';
import { MemoryTarget } from '../../testing/memory-target.js';
import { startTestServer, type TestServer } from '../../testing/test-database.js';
import { AlertStore } from '../alerts/alert-store.js';
import { type Database } from '../database.js';
import { AlertJournal } from '../write-queue/alert-journal.js';
import { type SettingsEntry } from '../write-queue/journal-entry.js';
import { NotDurableError } from '../write-queue/journal-target.js';
import { readConfigurations } from './configuration-store.js';
import { readLatestSettings } from './latest-settings.js';
import { type RecordedConfiguration, type SettingsRecord } from './settings-record.js';

const CONFIGURATION: RecordedConfiguration = {
  profile: 'calibrated',
  configuration: '5e0b1d9a4c7f2e38',
  engine: '0.1.0',
  overrides: { SPOOFING: { minMeans: 3 } },
};

/** SPOOFING.minMeans changed to `after` for all symbols. */
function record(
  command: string,
  after: number,
  profile: SettingsRecord['profile'] = 'calibrated',
): SettingsRecord {
  return {
    command,
    actor: 'kim',
    profile,
    changes: [{ type: 'SPOOFING', symbol: null, name: 'minMeans', before: null, after }],
    overrides: { detectors: { SPOOFING: { minMeans: after } } },
    configurations: [{ ...CONFIGURATION, configuration: `c${after}` }],
  };
}

function entry(at: number, settings: SettingsRecord): SettingsEntry {
  return { type: 'settings', at, settings };
}

describe('changed settings in the journal', () => {
  let folder: string;
  let bench: JournalBench;
  let journal: AlertJournal;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genesis-settings-'));
    bench = new JournalBench(join(folder, 'spool'));
    journal = await AlertJournal.open(bench.parts);
  });
  afterEach(async () => {
    await journal.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('are on disk when the call returns, and found there by the next process', async () => {
    bench.target = null;
    await journal.settings(record('first', 2.5));
    await journal.settings(record('second', 3));
    await journal.close();
    journal = await AlertJournal.open(bench.parts);
    const waiting = await journal.waitingSettings();
    expect(waiting.map(({ settings }) => settings)).toEqual([record('first', 2.5), record('second', 3)]);
    expect(await journal.waitingSteps()).toEqual([]);
  });

  it('are a link of the chain that concerns no single alert', async () => {
    const target = new MemoryTarget();
    bench.target = target;
    await journal.settings(record('first', 2.5));
    journal.configuration(CONFIGURATION);
    await journal.flush();
    await journal.drain();
    const [link, ...more] = target.verified();
    expect(more).toEqual([]);
    expect(link).toMatchObject({ alertId: null, kind: 'RECONFIGURED', actor: 'kim' });
    expect(await journal.waitingSettings()).toEqual([]);
  });

  it('are refused where nothing can keep them', async () => {
    bench.target = null;
    await rm(join(folder, 'spool', '0'), { recursive: true });
    await expect(journal.settings(record('first', 2.5))).rejects.toThrow(NotDurableError);
  });
});

describe('changed settings in the database', () => {
  let server: TestServer;
  let database: Database;
  let store: AlertStore;

  beforeAll(async () => {
    server = await startTestServer();
    database = await server.freshDatabase();
    store = new AlertStore(database, 10_000);
  });
  afterAll(() => server.stop());

  it('are nothing before the first', async () => {
    expect(await readLatestSettings(database, 'calibrated')).toBeNull();
    expect(await readConfigurations(database)).toEqual([]);
  });

  it('are those that were asked for last, of their profile', async () => {
    await store.write([entry(1_000, record('first', 2.5)), entry(2_500, record('second', 3))]);
    await store.write([entry(3_000, record('third', 4, 'seed'))]);
    expect(await readLatestSettings(database, 'calibrated')).toEqual({
      at: 2_500,
      overrides: { detectors: { SPOOFING: { minMeans: 3 } } },
    });
    expect(await readLatestSettings(database, 'seed')).toMatchObject({ at: 3_000 });
  });

  it('are written once, however often they are told', async () => {
    const { newEvents } = await store.write([entry(9_000, record('second', 3))]);
    expect(newEvents).toBe(0);
    expect(await readLatestSettings(database, 'calibrated')).toMatchObject({ at: 2_500 });
  });

  it('are known by their configuration, which never means anything else', async () => {
    const other = { ...CONFIGURATION, overrides: { SPOOFING: { minMeans: 99 } } };
    await store.write([{ type: 'configuration', at: 1, configuration: CONFIGURATION }]);
    await store.write([{ type: 'configuration', at: 2, configuration: other }]);
    const known = await readConfigurations(database);
    expect(known).toContainEqual(CONFIGURATION);
    expect(known).not.toContainEqual(other);
    expect(known.map(({ configuration }) => configuration).sort()).toEqual([
      CONFIGURATION.configuration,
      'c2.5',
      'c3',
      'c4',
    ]);
  });
});
