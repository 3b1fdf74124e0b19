import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Benches to run; all where none is named. */
  readonly names: readonly string[];
  /** Figures as JSON lines instead of text. */
  readonly json: boolean;
  /** Less material and fewer repeats: all of it in a minute. */
  readonly quick: boolean;
  /** Compares with the committed baseline. */
  readonly check: boolean;
  /** Makes these figures the baseline. */
  readonly setBaseline: boolean;
  /** Puts the table into docs/PERFORMANCE.md. */
  readonly write: boolean;
}

/** @throws TypeError for an option that is not known */
export function benchOptions(args: readonly string[]): BenchOptions {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: flag, quick: flag, check: flag, 'set-baseline': flag, write: flag },
  });
  const { json, quick, check, write } = values;
  return { names: positionals, json, quick, check, setBaseline: values['set-baseline'], write };
}
