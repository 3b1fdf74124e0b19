import { type AlertSink } from '@genesis/alerts';
import { FEATURE_COUNT, MID_PRICE } from '@genesis/analytics';
import {
  type AlertMessage,
  type AnomalyMessage,
  ENGINE_VERSION,
  type ProfileName,
  signalBit,
} from '@genesis/contracts';
import { createSimulatedSource } from '@genesis/ingest';
import { ASK_VOLUME, BID_PRICE, ROW_STRIDE, SnapshotBatch, SymbolTable } from '@genesis/market';
import { ACCEPTED, DROPPED, QUARANTINED } from '@genesis/validation';
import fc from 'fast-check';
import { quietBatch } from '../../../test/support/quiet-batch.js';
import { createPipeline } from './create-pipeline.js';
import { type SurveillancePipeline } from './surveillance-pipeline.js';

/** Collects everything that leaves a pipeline, in order. */
class Outlet implements AlertSink {
  readonly calls: [string, AlertMessage][] = [];
  readonly anomalies: AnomalyMessage[] = [];

  raised(alert: AlertMessage): void {
    this.calls.push(['raised', alert]);
  }
  updated(alert: AlertMessage): void {
    this.calls.push(['updated', alert]);
  }
  settled(alert: AlertMessage): void {
    this.calls.push(['settled', alert]);
  }
  get settledAlerts(): AlertMessage[] {
    return this.calls.filter(([kind]) => kind === 'settled').map(([, alert]) => alert);
  }
}

function pipelineWith(profile: ProfileName): { pipeline: SurveillancePipeline; outlet: Outlet } {
  const outlet = new Outlet();
  const pipeline = createPipeline({
    profile,
    alerts: outlet,
    onAnomaly: (anomaly) => outlet.anomalies.push(anomaly),
  });
  return { pipeline, outlet };
}

const SESSION = { seed: 11, symbols: 2, rate: 20, durationMicros: 150_000_000, episodeIntervalSeconds: 20 };

/** Runs a simulated session in batches of `batchRows`, each cut into slices by `slice`. */
async function run(
  profile: ProfileName,
  batchRows: number,
  slice: (left: number) => number,
): Promise<Outlet> {
  const { pipeline, outlet } = pipelineWith(profile);
  for await (const batch of createSimulatedSource({ ...SESSION, batchRows }).open()) {
    for (let from = 0; from < batch.length;) {
      const to = Math.min(batch.length, from + slice(batch.length - from));
      pipeline.process(batch, from, to);
      from = to;
    }
  }
  pipeline.finish();
  return outlet;
}

describe('SurveillancePipeline', () => {
  describe.each(['calibrated', 'seed'] as const)('profile %s', (profile) => {
    let whole: Outlet;
    beforeAll(async () => {
      whole = await run(profile, 1024, (left) => left);
    });

    it('raises alerts on a session with episodes', () => {
      expect(whole.settledAlerts.length).toBeGreaterThan(0);
    });

    it('gives byte-identical alerts and anomalies in any batch size and any slicing', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 700 }),
          fc.integer({ min: 1, max: 90 }),
          async (rows, slice) => {
            const other = await run(profile, rows, () => slice);
            expect(JSON.stringify(other.calls)).toBe(JSON.stringify(whole.calls));
            expect(JSON.stringify(other.anomalies)).toBe(JSON.stringify(whole.anomalies));
          },
        ),
        { numRuns: 6, seed: 3 },
      );
    });

    it('settles every raised alert exactly once, in the order of raising', () => {
      const ids = (kind: string): string[] =>
        whole.calls.filter(([call]) => call === kind).map(([, alert]) => alert.id);
      expect(ids('settled')).toEqual(ids('raised'));
      expect(new Set(ids('raised')).size).toBe(ids('raised').length);
    });

    it('names profile and configuration in the evidence, and never looks into the future', () => {
      for (const alert of whole.settledAlerts) {
        expect(alert.evidence.profile).toBe(profile);
        expect(alert.evidence.configuration).toMatch(/^[0-9a-f]{16}$/);
        expect(alert.evidence.engine).toBe(ENGINE_VERSION);
        expect(alert.event_time).toBeLessThanOrEqual(alert.timestamp);
        expect(alert.evidence.from).toBeLessThanOrEqual(alert.evidence.to);
      }
    });

    it('gives the same again after a reset', async () => {
      const { pipeline, outlet } = pipelineWith(profile);
      for (let pass = 0; pass < 2; pass++) {
        for await (const batch of createSimulatedSource(SESSION).open()) pipeline.process(batch);
        pipeline.finish();
        pipeline.reset();
      }
      const settled = outlet.settledAlerts.map((alert) => JSON.stringify(alert));
      expect(settled.slice(settled.length / 2)).toEqual(settled.slice(0, settled.length / 2));
    });
  });

  it('keeps quarantined and dropped rows out of features and detection', () => {
    const { pipeline, outlet } = pipelineWith('calibrated');
    const batch = quietBatch(60, (row, index) => {
      if (index === 50) row[BID_PRICE] = 101; // crosses the ask at 100.01
    });
    batch.rows.copyWithin(56 * ROW_STRIDE, 55 * ROW_STRIDE, 56 * ROW_STRIDE); // the same row, stamp and all
    pipeline.process(batch);
    const { outcomes, features } = pipeline.results;
    expect([outcomes[49], outcomes[50], outcomes[51], outcomes[56]]).toEqual([
      ACCEPTED,
      QUARANTINED,
      ACCEPTED,
      DROPPED,
    ]);
    expect(features[51 * FEATURE_COUNT + MID_PRICE]).toBe(100);
    expect(outlet.anomalies.map(({ code, line }) => [code, line])).toEqual([
      ['CROSSED_BOOK', 52],
      ['DUPLICATE_ROW', 58],
    ]);
    expect(outlet.calls).toEqual([]);
  });

  it('raises nothing for a size that only a repair took away', () => {
    const { pipeline, outlet } = pipelineWith('seed');
    const batch = quietBatch(60, (row, index) => {
      if (index === 50) row[ASK_VOLUME] = NaN;
    });
    pipeline.process(batch);
    expect(outlet.anomalies).toMatchObject([
      { code: 'NAN', action: 'REPAIRED', field: 'ask_volume_1', line: 52 },
    ]);
    // The seed rule for liquidity gaps fires on any of the best five volumes under 0.5.
    expect(outlet.calls.filter(([, alert]) => alert.type === 'LIQUIDITY_GAP')).toEqual([]);
    expect(pipeline.results.signals[50]).toBe(0);
  });

  it('reports findings of lines that follow the last row', () => {
    const { pipeline, outlet } = pipelineWith('calibrated');
    const batch = quietBatch(3);
    batch.defects.push({
      kind: 'lost',
      row: 3,
      code: 'TRUNCATED_ROW',
      position: 5,
      symbol: 'QUIET',
      column: null,
      text: '1,2',
      tsMicros: null,
      issue: '2 fields came, 41 are expected',
    });
    pipeline.process(batch);
    expect(outlet.anomalies).toMatchObject([
      { code: 'TRUNCATED_ROW', line: 5, action: 'REJECTED', timestamp: null },
    ]);
  });

  it('says for each detector and symbol whether it watches', () => {
    const { pipeline } = pipelineWith('calibrated');
    pipeline.process(quietBatch(10));
    const young = pipeline.detectorReports().find(({ type }) => type === 'SPOOFING');
    expect(young).toMatchObject({ profile: 'calibrated', symbols: { QUIET: { state: 'WARMING_UP' } } });
    const grown = pipelineWith('calibrated').pipeline;
    grown.process(quietBatch(400));
    expect(grown.detectorReports().find(({ type }) => type === 'SPOOFING')?.symbols.QUIET.state).toBe(
      'ACTIVE',
    );
  });

  it('raises a withdrawal that is due although its instrument falls silent', () => {
    const { pipeline, outlet } = pipelineWith('calibrated');
    const wall = quietBatch(420, (row, index) => {
      if (index >= 400 && index < 415) row[ASK_VOLUME + 3] += 2_000;
    });
    pipeline.process(wall);
    const later = new SnapshotBatch(400, new SymbolTable(['QUIET', 'OTHER']));
    const other = quietBatch(20);
    for (let row = 0; row < 20; row++) {
      later.appendRow(other, row, 1);
      later.rows[row * ROW_STRIDE] = wall.rows[419 * ROW_STRIDE] + (row + 1) * 100_000;
    }
    pipeline.process(later);
    expect(outlet.calls.filter(([call]) => call === 'raised').map(([, alert]) => alert)).toMatchObject([
      { type: 'SPOOFING', side: 'ask', symbol: 'QUIET' },
    ]);
  });

  it.each(['calibrated', 'seed'] as const)(
    'gives an instrument the same alerts, in all their forms, alone and among others: %s',
    async (profile) => {
      const session = { ...SESSION, durationMicros: 300_000_000 };
      const formsOf = async (symbols: number): Promise<string[]> => {
        const { pipeline, outlet } = pipelineWith(profile);
        for await (const batch of createSimulatedSource({ ...session, symbols }).open())
          pipeline.process(batch);
        pipeline.finish();
        return outlet.calls
          .filter(([kind, { symbol }]) => kind !== 'settled' && symbol === 'ACME')
          .map((call) => JSON.stringify(call));
      };
      const alone = await formsOf(1);
      expect(alone.length).toBeGreaterThan(3);
      expect(await formsOf(4)).toEqual(alone);
    },
  );

  it('names the row with which the state behind an alert began, accepted or not', () => {
    const { pipeline, outlet } = pipelineWith('calibrated');
    const origins = (): [number, number][] =>
      outlet.settledAlerts.map(({ evidence }) => [evidence.state_from, evidence.state_from_sequence]);
    const wall = (): SnapshotBatch =>
      quietBatch(460, (row, index) => {
        if (index === 0) row[BID_PRICE] = 101; // crosses: quarantined, but validation has seen it
        if (index >= 400 && index < 415) row[ASK_VOLUME + 3] += 2_000;
      });
    pipeline.process(wall());
    pipeline.finish();
    expect(origins()).toEqual([[1_700_000_000, 1]]);
    pipeline.reset();
    const later = wall();
    for (let row = 0; row < later.length; row++) later.sequences[row] += 77;
    pipeline.process(later);
    pipeline.finish();
    expect(origins()).toEqual([
      [1_700_000_000, 1],
      [1_700_000_000, 78],
    ]);
  });

  it('decides what is due when told that event time has passed', () => {
    const { pipeline, outlet } = pipelineWith('calibrated');
    const wall = quietBatch(420, (row, index) => {
      if (index >= 400 && index < 415) row[ASK_VOLUME + 3] += 2_000;
    });
    pipeline.process(wall);
    expect(outlet.calls).toEqual([]);
    pipeline.advance(1_700_000_042_600_000); // withdrawn at 41.5 s, due at 42.5 s
    expect(outlet.calls.map(([kind, { type }]) => [kind, type])).toEqual([['raised', 'SPOOFING']]);
  });

  it('goes on watching when the clock of the data is set back', () => {
    const { pipeline, outlet } = pipelineWith('calibrated');
    const hour = 3_600_000_000;
    // The same 46 s twice, the second time an hour earlier.
    const batch = quietBatch(920, (row, index) => {
      if (index >= 460) row[0] -= 46_000_000 + hour;
      if (index % 460 >= 400 && index % 460 < 415) row[ASK_VOLUME + 3] += 2_000;
    });
    pipeline.process(batch);
    pipeline.finish();
    expect(outlet.anomalies.map(({ code }) => code)).toEqual(['CLOCK_REANCHORED']);
    expect(outlet.settledAlerts.map(({ type, timestamp }) => [type, timestamp])).toEqual([
      ['SPOOFING', 1_700_000_042.5],
      ['SPOOFING', 1_700_000_042.5 - 3600],
    ]);
    // The second one knows nothing of the time before: its state began where the clock was set back.
    expect(outlet.settledAlerts.map(({ evidence }) => evidence.state_from_sequence)).toEqual([1, 461]);
  });

  it('lets trades on a quarantined row explain what is gone at the next one', () => {
    const raised = (traded: number): number => {
      const { pipeline, outlet } = pipelineWith('calibrated');
      const batch = quietBatch(460, (row, index) => {
        if (index >= 400 && index < 415) row[ASK_VOLUME + 3] += 2_000;
        if (index === 415) row[BID_PRICE] = 101; // crosses: quarantined
      });
      if (traded > 0) batch.trades.push(415, batch.rows[415 * ROW_STRIDE], 100.04, traded, 1);
      pipeline.process(batch);
      pipeline.finish();
      return outlet.settledAlerts.length;
    };
    expect([raised(0), raised(2_000)]).toEqual([1, 0]);
  });

  it('marks the next row with what was raised between two rows', () => {
    const { pipeline } = pipelineWith('calibrated');
    const batch = quietBatch(460, (row, index) => {
      if (index >= 400 && index < 415) row[ASK_VOLUME + 3] += 2_000;
    });
    pipeline.process(batch);
    const marked = [...pipeline.results.signals.keys()].filter((row) => pipeline.results.signals[row] !== 0);
    // Withdrawn at row 415, judged a second later.
    expect(marked).toEqual([425]);
    expect(pipeline.results.signals[425]).toBe(signalBit('SPOOFING'));
  });
});
