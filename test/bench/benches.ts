import { type RunBench } from './running/bench.js';

/** A bench is loaded only in the process that runs it. */
export interface BenchEntry {
  readonly name: string;
  /** What is measured, and against what. */
  readonly about: string;
  readonly load: () => Promise<RunBench>;
  /** Flags of Node that its process needs. */
  readonly flags?: readonly string[];
}

/** All of them, in the order in which they run. */
export const BENCHES: readonly BenchEntry[] = [
  {
    name: 'engine',
    about: 'decoded rows → alerts, one core; ceiling: the plain sum of all their doubles',
    load: async () => (await import('./benches/engine.bench.js')).runEngine,
  },
  {
    name: 'scan',
    about: 'file → alerts; ceiling: a bare byte scanner over the same bytes',
    load: async () => (await import('./benches/scan.bench.js')).runScan,
  },
  {
    name: 'load',
    about: 'CSV → database; ceiling: COPY of the same rows, encoded before, into a table without indices',
    load: async () => (await import('./benches/load.bench.js')).runLoad,
  },
  {
    name: 'replay-db',
    about: 'database → rows, and → alerts; ceiling: COPY TO STDOUT of the same rows, thrown away',
    load: async () => (await import('./benches/replay-db.bench.js')).runReplayDb,
  },
  {
    name: 'instruments',
    about: 'decoded rows of many symbols by turns → alerts, one core; ceiling: the rate with one symbol',
    load: async () => (await import('./benches/instruments.bench.js')).runInstruments,
  },
  {
    name: 'latency',
    about: 'row due at its source → received by clients in another process; ceiling: a bare ws broadcast',
    load: async () => (await import('./benches/latency.bench.js')).runLatency,
  },
  {
    name: 'fanout',
    about:
      'more snapshots than can be sent, to clients of mixed speed; ceiling: a bare ws broadcast to as many',
    load: async () => (await import('./benches/fanout.bench.js')).runFanout,
  },
  {
    name: 'memory',
    about:
      'the engine with ten symbols over millions of rows: what its process takes, and whether that grows',
    load: async () => (await import('./benches/memory.bench.js')).runMemory,
  },
  {
    name: 'allocation',
    about: 'what the engine allocates for a row that raises nothing, once it is warm',
    load: async () => (await import('./benches/allocation.bench.js')).runAllocation,
    // Room for all that is allocated while it is counted: a collection in between would take it out of the count.
    flags: ['--max-semi-space-size=512', '--min-semi-space-size=512'],
  },
  {
    name: 'startup',
    about:
      'start of the process → first snapshot over REST; ceiling: an empty Nest application → first answer',
    load: async () => (await import('./benches/startup.bench.js')).runStartup,
  },
  {
    name: 'training',
    about:
      'one training of the regimes of an instrument; ceiling: the plain sum of its points, once for each step',
    load: async () => (await import('./benches/training.bench.js')).runTraining,
  },
];

/** @throws RangeError for a name that none of them has */
export function benchNamed(name: string): BenchEntry {
  const bench = BENCHES.find((each) => each.name === name);
  if (bench !== undefined) return bench;
  throw new RangeError(
    `there is no bench "${name}", known are ${BENCHES.map((each) => each.name).join(', ')}`,
  );
}
