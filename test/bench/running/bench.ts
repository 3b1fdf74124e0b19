import { type Samples } from './figure.js';

/** What a bench gets from the one who runs it. */
export interface BenchContext {
  /** Seconds instead of minutes: less material, fewer repeats, rougher figures. */
  readonly quick: boolean;
  /** A folder of its own, removed after it. */
  readonly folder: string;
  /** The project's folder. */
  readonly root: string;
  report(metric: string, unit: string, samples: Samples): void;
}

/** Measures something, in a process of its own. */
export type RunBench = (context: BenchContext) => Promise<void>;
