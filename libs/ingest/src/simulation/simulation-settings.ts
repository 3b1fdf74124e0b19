import { DEFAULT_BATCH_ROWS, MICROS_PER_SECOND } from '@genesis/market';
import { demoSymbols } from './demo-symbols.js';
import { outside, type SimulatedSymbol, symbolProblems } from './simulated-symbol.js';

export interface SimulationSettings {
  /** Decides everything that chance does; a whole number from 0 to 2³² − 1. */
  readonly seed: number;
  /** How many instruments of the demo set, or which ones. */
  readonly symbols?: number | readonly SimulatedSymbol[];
  /** Snapshots per second and symbol on average, bursts of episodes not counted; times the symbol's activity. */
  readonly rate?: number;
  /** Event time of the first snapshot, in microseconds since the epoch. */
  readonly startMicros?: number;
  /** Event time that the stream covers, in microseconds; null for one without an end. */
  readonly durationMicros?: number | null;
  /** Whether manipulation is injected. */
  readonly episodes?: boolean;
  /** Whether honest look-alikes are injected. */
  readonly benign?: boolean;
  /**
   * Phases for judging regimes: calm, stressed, hot and manipulated ones, each long enough to be called a regime. Then all
   * manipulation is in the manipulated ones, in close succession, and there are no look-alikes.
   */
  readonly regimePhases?: boolean;
  /** Mean seconds from the end of a symbol's episode to the beginning of its next. */
  readonly episodeIntervalSeconds?: number;
  readonly batchRows?: number;
}

export type ResolvedSimulation = Required<Omit<SimulationSettings, 'symbols'>> & {
  readonly symbols: readonly SimulatedSymbol[];
};

/** A fixed day, so that runs repeat to the microsecond: 2024-01-02 09:30:00 UTC. */
export const DEFAULT_START_MICROS = Date.UTC(2024, 0, 2, 9, 30) * 1000;

export const SIMULATION_DEFAULTS = {
  symbols: 3,
  rate: 10,
  startMicros: DEFAULT_START_MICROS,
  durationMicros: null,
  episodes: true,
  benign: true,
  regimePhases: false,
  episodeIntervalSeconds: 45,
  batchRows: DEFAULT_BATCH_ROWS,
} as const;

export const SIMULATION_BOUNDS = {
  seed: [0, 2 ** 32 - 1],
  symbols: [1, 1_000],
  rate: [0.1, 1_000],
  startMicros: [0, Date.UTC(2200, 0, 1) * 1000],
  durationMicros: [1, 3_660 * 86_400 * MICROS_PER_SECOND],
  episodeIntervalSeconds: [20, 86_400],
  batchRows: [1, 65_536],
} as const;

/** Settings with their defaults. @throws RangeError that lists everything that is out of bounds */
export function resolveSimulation(settings: SimulationSettings): ResolvedSimulation {
  const { symbols, ...rest } = { ...SIMULATION_DEFAULTS, ...settings };
  const problems = [...boundProblems(rest), ...setProblems(symbols)];
  if (problems.length > 0) throw new RangeError(`simulation: ${problems.join('; ')}`);
  return { ...rest, symbols: typeof symbols === 'number' ? demoSymbols(symbols) : symbols };
}

function boundProblems(settings: Required<Omit<SimulationSettings, 'symbols'>>): string[] {
  const { seed, rate, startMicros, durationMicros, episodeIntervalSeconds, batchRows } = settings;
  const bounds = SIMULATION_BOUNDS;
  return [
    ...outside('seed', seed, bounds.seed, true),
    ...outside('rate', rate, bounds.rate),
    ...outside('startMicros', startMicros, bounds.startMicros, true),
    ...(durationMicros === null
      ? []
      : outside('durationMicros', durationMicros, bounds.durationMicros, true)),
    ...outside('episodeIntervalSeconds', episodeIntervalSeconds, bounds.episodeIntervalSeconds),
    ...outside('batchRows', batchRows, bounds.batchRows, true),
  ];
}

function setProblems(symbols: number | readonly SimulatedSymbol[]): string[] {
  if (typeof symbols === 'number') return outside('symbols', symbols, SIMULATION_BOUNDS.symbols, true);
  const names = symbols.map(({ symbol }) => symbol);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...outside('number of symbols', symbols.length, SIMULATION_BOUNDS.symbols),
    ...repeated.map((name) => `symbol ${JSON.stringify(name)}: expected once, came again`),
    ...symbols.flatMap(symbolProblems),
  ];
}
