import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type ProfileName } from '@genesis/contracts';
import { createSimulatedSource, openSource, type SnapshotSource } from '@genesis/ingest';
import { createPipeline, snapshotMessage } from '@genesis/pipeline';
import { type Database, DatabaseSource, loadSource, type LoadReport } from '@genesis/storage';
import { TestServer } from '../../libs/storage/testing/test-database.js';

const DATA = '../shared/data';
const withData = existsSync(DATA) ? describe : describe.skip;
const NOTHING = (): void => undefined;

interface Found {
  readonly alerts: string[];
  readonly anomalies: string[];
  readonly snapshots: ReturnType<typeof createHash>;
  rows: number;
}

/** Everything that the pipeline says of a source, by symbol: rows of equal stamp may come in another order of symbols. */
async function found(source: SnapshotSource, profile: ProfileName): Promise<Record<string, Found>> {
  const bySymbol: Record<string, Found> = {};
  const of = (symbol: string): Found =>
    (bySymbol[symbol] ??= { alerts: [], anomalies: [], snapshots: createHash('sha256'), rows: 0 });
  const pipeline = createPipeline({
    profile,
    alerts: {
      raised: NOTHING,
      updated: NOTHING,
      settled: (alert) => of(alert.symbol).alerts.push(JSON.stringify(alert)),
    },
    // The line in the file is the one thing that a table does not know.
    onAnomaly: ({ id: _, line: __, ...anomaly }) =>
      of(anomaly.symbol).anomalies.push(JSON.stringify(anomaly)),
  });
  for await (const batch of source.open()) {
    pipeline.process(batch);
    for (let row = 0; row < batch.length; row++) {
      const message = snapshotMessage(batch, pipeline.results, row);
      of(message.symbol).snapshots.update(JSON.stringify(message));
      of(message.symbol).rows++;
    }
  }
  pipeline.finish();
  await source.close();
  return bySymbol;
}

describe('a replay of what was loaded', () => {
  let server: TestServer;
  let database: Database;

  beforeAll(async () => (server = await TestServer.start()));
  afterAll(() => server.stop());
  beforeEach(async () => (database = await server.freshDatabase()));

  async function load(source: SnapshotSource): Promise<LoadReport> {
    const outcome = await loadSource(database, { name: 'it', contentHash: 'hash', source, engine: 'test' });
    if (outcome.kind !== 'loaded') throw new Error(`expected a load, it is ${outcome.kind}`);
    return outcome;
  }

  /** Loads what `open` gives and compares; @returns the report and how many alerts there were */
  async function expectSame(
    open: () => Promise<SnapshotSource> | SnapshotSource,
    profiles: readonly ProfileName[] = ['calibrated', 'seed'],
  ): Promise<{ report: LoadReport; alerts: number }> {
    const report = await load(await open());
    let alerts = 0;
    for (const profile of profiles) {
      const wanted = await found(await open(), profile);
      const came = await found(new DatabaseSource(database, { batchRows: 777 }), profile);
      expect(Object.keys(came).sort()).toEqual(Object.keys(wanted).sort());
      for (const [symbol, { alerts: a, anomalies, snapshots, rows }] of Object.entries(wanted)) {
        expect(came[symbol].alerts).toEqual(a);
        expect(came[symbol].anomalies).toEqual(anomalies);
        expect(came[symbol].rows).toBe(rows);
        expect(came[symbol].snapshots.digest('hex')).toBe(snapshots.digest('hex'));
        alerts += a.length;
      }
    }
    return { report, alerts };
  }

  it.each([1, 2])('of a simulated session with trades (seed %s) is the session', async (seed) => {
    const minutes = 4 * 60 * 1_000_000;
    const { report, alerts } = await expectSame(() =>
      createSimulatedSource({ seed, symbols: 3, rate: 10, durationMicros: minutes }),
    );
    expect(alerts).toBeGreaterThan(10);
    expect(report.trades).toBeGreaterThan(100);
    expect([...report.rejected]).toEqual([]);
  });

  withData('of real data', () => {
    const opened =
      (file: string, trades = 'auto') =>
      () =>
        openSource([`${DATA}/${file}`], { trades });

    it.each([
      ['LOBSTER pair', 'lobster/AAPL_2012-06-21_34200000_37800000_message_10.csv.gz', 1],
      ['shares with trades beside them', 'l2/AAPL_2012-06-21.csv.gz', 1],
      ['a perpetual with trades beside it', 'l2/BTCUSD_PERP_2024-08-08.csv.gz', 1],
      ['a thin book', 'l2/AAPL_2024-10-21_premarket.csv.gz', 0],
      ['Databento', 'native/databento/AAPL_2024-10-21_xnas-itch_mbp-10.csv.gz', 1],
    ])('(%s) is the same as the file', async (_, file, trades) => {
      const { report } = await expectSame(opened(file), ['calibrated']);
      expect([...report.rejected]).toEqual([]);
      expect(Math.sign(report.trades)).toBe(trades);
    });

    it('of a faulty file has its good rows, and says what is left out', async () => {
      const open = opened('faults/AAPL_2012-06-21.faults.csv.gz', 'none');
      const report = await load(await open());
      const wanted = (await found(await open(), 'calibrated')).AAPL;
      const came = (await found(new DatabaseSource(database), 'calibrated')).AAPL;
      const count = [...report.rejected.values()].reduce((sum, rejected) => sum + rejected, 0);
      // Every rejected line is a finding of the file, and none of the table's.
      expect(report.rows + count).toBe(20_000);
      expect(came.rows).toBe(report.rows);
      const kept = (anomalies: readonly string[]): number =>
        anomalies.filter((text) => /"action":"(QUARANTINED|REJECTED)"/.test(text)).length;
      expect(kept(wanted.anomalies)).toBeGreaterThanOrEqual(count);
      expect(kept(came.anomalies)).toBe(0);
    });
  });
});
