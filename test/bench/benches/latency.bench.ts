import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BareBroadcast } from '../service/bare-broadcast.js';
import { type LatencyReport } from '../service/client-messages.js';
import { ClientProcess } from '../service/client-process.js';
import { pacedCsv } from '../service/paced-csv.js';
import { PacedService } from '../service/paced-service.js';
import { type BenchContext } from '../running/bench.js';

const GAP_MICROS = 1_000;
const GAP_NS = GAP_MICROS * 1_000;
/** A snapshot on the wire is about as long. */
const FRAME_CHARACTERS = 1_200;
/** A schedule that moved by more says that the replay gave up to catch up. */
const MOST_DRIFT_NS = 50_000;
const PERCENTILES = ['p50', 'p95', 'p99', 'p999', 'max'] as const;
const PERCENTILE_NAMES = { p50: 'p50', p95: 'p95', p99: 'p99', p999: 'p99.9', max: 'max' } as const;

interface Scenario {
  readonly name: string;
  readonly clients: number;
  readonly maxRate?: number;
  /** Settings of the service. */
  readonly environment?: Record<string, string>;
}

/** Far more often than any instrument asks for it. */
const TRAINING = { REGIME_TRAIN_EVENTS: '1000' };

const SCENARIOS: readonly Scenario[] = [
  { name: '1 client', clients: 1 },
  { name: '100 clients', clients: 100 },
  { name: '100 clients, training', clients: 100, environment: TRAINING },
  { name: '1000 clients at 20/s', clients: 1_000, maxRate: 20 },
];

/**
 * From when a row is due at its source to when a client has it, at 1,000 rows a second. Counted from the schedule, not from
 * when the service got round to the row: a stall is charged to every row that it held up (no coordinated omission).
 */
export async function runLatency(context: BenchContext): Promise<void> {
  const seconds = context.quick ? { warmUp: 1, measured: 3 } : { warmUp: 5, measured: 20 };
  const rows = (seconds.warmUp + seconds.measured + 10) * 1_000;
  const csv = await pacedCsv(join(context.folder, 'PACED.csv'), rows, GAP_MICROS);
  for (const scenario of SCENARIOS) {
    const bare = scenario.maxRate === undefined ? await measureBare(scenario, seconds) : null;
    const served = await measureService(csv, scenario, seconds);
    for (const percentile of PERCENTILES) {
      context.report(`${scenario.name}: ${PERCENTILE_NAMES[percentile]}`, 'ms', {
        values: [served[percentile]],
        ceilings: bare === null ? [] : [bare[percentile]],
      });
    }
    context.report(`${scenario.name}: receipts`, 'messages/s', {
      values: [served.receipts / served.seconds],
      ceilings: bare === null ? [] : [bare.receipts / bare.seconds],
    });
  }
}

interface Seconds {
  readonly warmUp: number;
  readonly measured: number;
}

async function measureService(csv: string, scenario: Scenario, seconds: Seconds): Promise<LatencyReport> {
  const { clients, maxRate, environment } = scenario;
  const service = await PacedService.start(csv, GAP_NS, environment);
  try {
    const process = new ClientProcess();
    await process.connect(service.url, clients, maxRate === undefined ? {} : { maxRate });
    await service.resume();
    await sleep(seconds.warmUp * 1_000);
    const { firstDueNs } = service;
    process.begin({ firstDueNs, gapNs: GAP_NS });
    await sleep(seconds.measured * 1_000);
    const report = await process.end();
    const drift = Math.abs(service.firstDueNs - firstDueNs);
    if (drift <= MOST_DRIFT_NS) return report;
    throw new Error(`${scenario.name}: the replay fell behind by ${drift / 1e6} ms and gave up to catch up`);
  } finally {
    await service.stop();
  }
}

/** The same frames at the same pace, from a server that does nothing else. */
async function measureBare({ clients }: Scenario, seconds: Seconds): Promise<LatencyReport> {
  const server = new BareBroadcast();
  const process = new ClientProcess();
  await process.connect(await server.listen(), clients);
  const firstDueNs = nowNs();
  const pacing = pace(server, firstDueNs, (seconds.warmUp + seconds.measured) * 1e9);
  await sleep(seconds.warmUp * 1_000);
  process.begin({ firstDueNs, gapNs: GAP_NS });
  await pacing;
  const report = await process.end();
  await server.close();
  return report;
}

/** Sends what is due, a millisecond's worth or more at a time. */
async function pace(server: BareBroadcast, firstDueNs: number, durationNs: number): Promise<void> {
  const filling = '0'.repeat(FRAME_CHARACTERS);
  let sent = 0;
  while (sent * GAP_NS < durationNs) {
    const due = Math.floor((nowNs() - firstDueNs) / GAP_NS) + 1;
    for (; sent < due; sent++)
      server.send(`42["snapshot",{"symbol":"X","sequence":${sent + 1},"filling":"${filling}"}]`);
    await sleep(1);
  }
}

function nowNs(): number {
  return Number(process.hrtime.bigint());
}
