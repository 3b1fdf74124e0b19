import { join } from 'node:path';
import { BareBroadcast } from '../service/bare-broadcast.js';
import { type ClientGroup, type LatencyReport } from '../service/client-messages.js';
import { ClientProcess } from '../service/client-process.js';
import { measureLatency, pause, type Seconds } from '../service/measure-latency.js';
import { pacedCsv } from '../service/paced-csv.js';
import { type BenchContext } from '../running/bench.js';
import { median } from '../running/statistics.js';

const GAP_MICROS = 1_000;
const GAP_NS = GAP_MICROS * 1_000;
/** A snapshot on the wire is about as long. */
const FRAME_CHARACTERS = 1_200;
const PERCENTILES = ['p50', 'p95', 'p99', 'p999', 'max'] as const;
const PERCENTILE_NAMES = { p50: 'p50', p95: 'p95', p99: 'p99', p999: 'p99.9', max: 'max' } as const;

/** Against a bare broadcast to as many. */
const BROADCASTS = [
  { name: '1 client', clients: 1 },
  { name: '100 clients', clients: 100 },
];
const CONFLATED = { name: '1000 clients at 20/s', groups: [{ clients: 1_000, maxRate: 20 }] };
/** What two cores carry with room to spare: with a queue in front of everything, training could only add to it. */
const MIXED = {
  name: '10 clients and 100 at 20/s',
  groups: [{ clients: 10 }, { clients: 100, maxRate: 20 }],
};
/** Trainings of the instrument itself, too, so that models are taken up. */
const TRAINING = { REGIME_TRAIN_EVENTS: '5000' };

/** Most of it is the noise of a machine that does other things as well: as often as there is time for. */
const TURNS = 5;

/**
 * From when a row is due at its source to when a client has it, at 1,000 rows a second. Counted from the schedule, not from
 * when the service got round to the row: a stall is charged to every row that it held up (no coordinated omission).
 */
export async function runLatency(context: BenchContext): Promise<void> {
  const seconds = context.quick ? { warmUp: 2, measured: 3 } : { warmUp: 5, measured: 15 };
  const rows = (seconds.warmUp + seconds.measured + 10) * 1_000;
  const csv = await pacedCsv(join(context.folder, 'PACED.csv'), rows, GAP_MICROS);
  const served = (groups: readonly ClientGroup[], training = false): Promise<LatencyReport> =>
    measureLatency({ csv, gapNs: GAP_NS, groups, seconds, training, environment: training ? TRAINING : {} });
  for (const { name, clients } of BROADCASTS)
    report(context, name, [await served([{ clients }])], [await measureBare(clients, seconds)]);
  report(context, CONFLATED.name, [await served(CONFLATED.groups)]);
  const [plain, trained]: LatencyReport[][] = [[], []];
  for (let turn = 0; turn < (context.quick ? 1 : TURNS); turn++) {
    plain.push(await served(MIXED.groups));
    trained.push(await served(MIXED.groups, true));
  }
  report(context, MIXED.name, plain);
  report(context, `${MIXED.name}, always training`, trained, plain);
}

function report(
  context: BenchContext,
  name: string,
  reports: readonly LatencyReport[],
  ceilings: readonly LatencyReport[] = [],
): void {
  for (const percentile of PERCENTILES) {
    const of = (each: LatencyReport): number => each[percentile];
    context.report(`${name}: ${PERCENTILE_NAMES[percentile]}`, 'ms', {
      values: reports.map(of),
      ceilings: ceilings.map(of),
    });
  }
  const receiptsOf = ({ receipts, seconds }: LatencyReport): number => receipts / seconds;
  context.report(`${name}: receipts`, 'messages/s', {
    values: reports.map(receiptsOf),
    ceilings: ceilings.map(receiptsOf),
  });
  const clientsTook = median(reports.map(({ cores }) => cores));
  context.report(`${name}: taken by the clients`, 'cores', { values: [clientsTook], ceilings: [] });
}

/** The same frames at the same pace, from a server that does nothing else. */
async function measureBare(clients: number, seconds: Seconds): Promise<LatencyReport> {
  const server = new BareBroadcast();
  const process = new ClientProcess();
  await process.connect(await server.listen(), [{ clients }]);
  const firstDueNs = nowNs();
  const pacing = pace(server, firstDueNs, (seconds.warmUp + seconds.measured) * 1e9);
  await pause(seconds.warmUp);
  process.begin({ firstDueNs, gapNs: GAP_NS });
  await pacing;
  const bare = await process.end();
  await server.close();
  return bare;
}

/** Sends what is due, a millisecond's worth or more at a time. */
async function pace(server: BareBroadcast, firstDueNs: number, durationNs: number): Promise<void> {
  const filling = '0'.repeat(FRAME_CHARACTERS);
  let sent = 0;
  while (sent * GAP_NS < durationNs) {
    const due = Math.floor((nowNs() - firstDueNs) / GAP_NS) + 1;
    for (; sent < due; sent++)
      server.send(`42["snapshot",{"symbol":"X","sequence":${sent + 1},"filling":"${filling}"}]`);
    await pause(0.001);
  }
}

function nowNs(): number {
  return Number(process.hrtime.bigint());
}
