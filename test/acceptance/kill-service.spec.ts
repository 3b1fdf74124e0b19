import { setTimeout as sleep } from 'node:timers/promises';
import { type ChainLink } from '@genesis/alerts';
import { type ReplayState } from '@genesis/contracts';
import { createSimulatedSource } from '@genesis/ingest';
import { seededRandom } from '@genesis/market';
import { eventually } from '../e2e/eventually.js';
import { BusyAnalyst } from '../support/busy-analyst.js';
import { FAULT_KILLS, FAULT_SEED, FAULT_TIMEOUT_MS } from '../support/fault-plan.js';
import { KillBench } from '../support/kill-bench.js';
import { ensureBuilt, type ServiceProcess } from '../support/service-process.js';
import { differences, NO_DIFFERENCES, type StoredRecord } from '../support/stored-record.js';

const MINUTES = 10;
/** More rows than are read ahead, and enough alerts for something to be under way at any moment. */
const SESSION = { seed: 5, symbols: 10, rate: 10, durationMicros: MINUTES * 60 * 1_000_000 };
const PASS_SECONDS = 8;
const START_MS = 4_000;

/** The session in so many seconds. */
function inSeconds(seconds: number): { REPLAY_SPEED: string } {
  return { REPLAY_SPEED: String((MINUTES * 60) / seconds) };
}

describe(`killed at random moments (${FAULT_KILLS} times each, seed ${FAULT_SEED})`, () => {
  const benches: KillBench[] = [];
  let undisturbed: StoredRecord;

  beforeAll(async () => {
    ensureBuilt();
    const bench = await loadedBench();
    await endsWell(bench.start(inSeconds(1)));
    undisturbed = await bench.record();
    expect(Object.keys(undisturbed.alerts).length).toBeGreaterThan(50);
  });

  afterAll(() => Promise.all(benches.map((bench) => bench.remove())));

  async function loadedBench(): Promise<KillBench> {
    const bench = await KillBench.prepare();
    benches.push(bench);
    await bench.load(createSimulatedSource(SESSION));
    return bench;
  }

  /** The pass comes to its end, everything is written, and the service stops in good order. */
  async function endsWell(service: ServiceProcess): Promise<void> {
    await service.answers<ReplayState>('/replay', ({ state }) => state === 'ENDED');
    await eventually(async () => {
      const metrics = await (await service.ask('/metrics'))?.text();
      for (const waiting of ['journal_queue_events', 'spool_bytes'])
        expect(metrics).toMatch(new RegExp(`^genesis_${waiting} 0$`, 'm'));
    });
    expect(await service.kill('SIGTERM')).toBe(0);
  }

  /** Nothing lost, nothing doubled, whatever happened on the way. */
  function expectSame(record: StoredRecord, analyst: BusyAnalyst): void {
    expect(record.data).toEqual(undisturbed.data);
    for (const table of ['alerts', 'evidence', 'anomalies'] as const)
      expect({ table, ...differences(record[table], undisturbed[table]) }).toEqual({
        table,
        ...NO_DIFFERENCES,
      });
    expect(record.broken).toBeNull();
    expect(record.events.map(({ position }) => position)).toEqual(record.events.map((_, index) => index + 1));
    const said = record.events.map(({ alertId, kind, payload }) => `${alertId ?? ''} ${kind} ${payload}`);
    expect(said.length).toBe(new Set(said).size);
    for (const kind of ['RAISED', 'SETTLED'] as const)
      expect(payloads(record, kind)).toEqual(payloads(undisturbed, kind));
    expectSteps(record, analyst);
    tell(record, analyst);
  }

  /** The counts of a long run are for people to read. */
  function tell({ data, alerts, evidence, events }: StoredRecord, { answered }: BusyAnalyst): void {
    if (process.env.FAULT_KILLS === undefined) return;
    const [known, windows] = [alerts, evidence].map((table) => Object.keys(table).length);
    const counts = { ...data, alerts: known, windows, events: events.length, answered: answered.length };
    process.stdout.write(`${JSON.stringify(counts)}\n`);
  }

  function payloads({ events }: StoredRecord, kind: ChainLink['kind']): string[] {
    return events
      .filter((event) => event.kind === kind)
      .map(({ alertId, payload }) => `${alertId ?? ''} ${payload}`)
      .sort();
  }

  /** Every step that was answered is in the chain once, in the order of the answers, and counts. */
  function expectSteps({ events, assignees }: StoredRecord, { answered, refused }: BusyAnalyst): void {
    const steps = events
      .filter(({ kind }) => kind === 'NOTED' || kind === 'ASSIGNED')
      .map(({ alertId, kind, payload }) => {
        const { note, assignee } = JSON.parse(payload) as { note?: string; assignee?: string };
        return { alertId, kind, text: kind === 'NOTED' ? note : assignee };
      });
    const texts = new Set(answered.map(({ text }) => text));
    expect(steps.filter(({ text }) => texts.has(text ?? ''))).toEqual(answered);
    expect(new Set(steps.map(({ text }) => text)).size).toBe(steps.length);
    const last = new Map(
      steps.filter(({ kind }) => kind === 'ASSIGNED').map((step) => [step.alertId, step.text]),
    );
    for (const [id, assignee] of Object.entries(assignees)) expect(assignee).toBe(last.get(id) ?? null);
    expect(refused).toEqual([]);
  }

  it(
    'the service, and now and then the server with it: it plays again, and every id folds',
    async () => {
      const random = seededRandom(FAULT_SEED);
      const analyst = new BusyAnalyst(seededRandom(FAULT_SEED + 1));
      const bench = await loadedBench();
      for (let kill = 0; kill < FAULT_KILLS; kill++) {
        // Now and then fast, so that the rows are cut into other slices.
        const passSeconds = random() < 0.75 ? PASS_SECONDS : 2;
        const service = bench.start(inSeconds(passSeconds));
        const work = analyst.work(service, new AbortController().signal);
        // Most of them in the middle of the pass, some while it starts.
        const isPlaying = random() < 0.75;
        if (isPlaying) await service.says('plays DB_REPLAY');
        await sleep(random() * (isPlaying ? passSeconds * 1000 : START_MS));
        if (random() < 0.3) await bench.killServer();
        await service.kill();
        await work;
      }
      await endsWell(bench.start(inSeconds(1)));
      expectSame(await bench.record(), analyst);
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'the server: the service starts it again, and the same pass goes on',
    async () => {
      const random = seededRandom(FAULT_SEED + 2);
      const analyst = new BusyAnalyst(seededRandom(FAULT_SEED + 3));
      const bench = await loadedBench();
      // About three seconds for each kill and what follows from it.
      const service = bench.start(inSeconds(FAULT_KILLS * 3));
      await service.says('plays DB_REPLAY');
      const done = new AbortController();
      const work = analyst.work(service, done.signal);
      let pid = 0;
      for (let kill = 0; kill < FAULT_KILLS; kill++) {
        await bench.serverPid(pid);
        await sleep(random() * 2_000);
        pid = await bench.killServer(random() < 0.7);
      }
      await bench.serverPid(pid);
      done.abort();
      await work;
      await service.ask('/speed', { speed: MINUTES * 60 });
      await endsWell(service);
      expect(service.log.match(/plays /g)).toHaveLength(1);
      expectSame(await bench.record(), analyst);
    },
    FAULT_TIMEOUT_MS,
  );
});
