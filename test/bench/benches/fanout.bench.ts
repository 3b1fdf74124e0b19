import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { type BenchContext } from '../running/bench.js';
import { BareBroadcast } from '../service/bare-broadcast.js';
import { ClientProcess } from '../service/client-process.js';
import { pacedCsv } from '../service/paced-csv.js';
import { PacedService } from '../service/paced-service.js';

/** Together they ask for 400,000 deliveries a second, several times what a server of one process can give. */
const CLIENTS = 200;
const GAP_MICROS = 500;
/** So many of the clients stop reading: they may not hold up the others. */
const STALLED = 20;
const FRAME = `42["snapshot",{"symbol":"X","sequence":1,"filling":"${'0'.repeat(1_200)}"}]`;
const MOST_BUFFERED_BYTES = 1_000_000;

/** Deliveries a second where there is more to deliver than goes through. */
export async function runFanout(context: BenchContext): Promise<void> {
  const seconds = context.quick ? { warmUp: 1, measured: 2 } : { warmUp: 5, measured: 15 };
  const rows = (2 * (seconds.warmUp + seconds.measured) * 1e6) / GAP_MICROS;
  const csv = await pacedCsv(join(context.folder, 'PACED.csv'), rows, GAP_MICROS);
  const [values, ceilings] = [[await measureService(csv, seconds)], [await measureBare(seconds)]];
  context.report(`${CLIENTS} clients, ${STALLED} of them stalled`, 'messages/s', { values, ceilings });
}

interface Seconds {
  readonly warmUp: number;
  readonly measured: number;
}

async function measureService(csv: string, seconds: Seconds): Promise<number> {
  // A replay that cannot keep up goes on from where it is, so that it is always as fast as it can be.
  const service = await PacedService.start(csv, GAP_MICROS * 1_000, {
    REPLAY_MAX_LAG_MS: '10',
    REPLAY_LOOP: 'true',
  });
  try {
    const clients = new ClientProcess();
    await clients.connect(service.url, [{ clients: CLIENTS }], STALLED);
    await service.resume();
    return await deliveriesPerSecond(clients, seconds);
  } finally {
    await service.stop();
  }
}

async function measureBare(seconds: Seconds): Promise<number> {
  const server = new BareBroadcast();
  const clients = new ClientProcess();
  await clients.connect(await server.listen(), [{ clients: CLIENTS - STALLED }]);
  const flood = { ended: false };
  const flooding = pour(server, flood);
  const rate = await deliveriesPerSecond(clients, seconds);
  flood.ended = true;
  await flooding;
  await server.close();
  return rate;
}

async function deliveriesPerSecond(clients: ClientProcess, { warmUp, measured }: Seconds): Promise<number> {
  await sleep(warmUp * 1_000);
  clients.begin(null);
  await sleep(measured * 1_000);
  const report = await clients.end();
  return report.receipts / report.seconds;
}

/** As much as the sockets take. */
async function pour(server: BareBroadcast, flood: { readonly ended: boolean }): Promise<void> {
  while (!flood.ended) {
    if (server.mostBuffered < MOST_BUFFERED_BYTES) server.send(FRAME);
    await nextTurn();
  }
}
