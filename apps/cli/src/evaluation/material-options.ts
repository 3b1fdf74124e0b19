import { type ProfileName } from '@genesis/contracts';
import { mergeOverrides, type ProfileOverrides } from '@genesis/detection';
import { INJECTION_BOUNDS, INJECTION_DEFAULTS, type MaterialRequest, readLabels } from '@genesis/evaluation';
import { createSimulatedSource, openForScan, SIMULATION_BOUNDS, type SnapshotSource } from '@genesis/ingest';
import { MICROS_PER_SECOND, type TimeRange } from '@genesis/market';
import { type Command } from 'commander';
import { basename } from 'node:path';
import {
  addOverridesOption,
  type OverridesOptions,
  readOverridesFile,
} from '../commands/overrides-option.js';
import { addInputOptions, type InputOptions } from '../commands/input-options.js';
import { numberWithin, settingChange, stamp, wholeNumber } from '../commands/option-parsers.js';
import { UsageError } from '../usage.error.js';

const MOST_ROUNDS = 100;
const MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
const LONGEST_MINUTES = 24 * 60;

/** What detectors are measured on, as the user says it; the same for `evaluate` and `tune`. */
export interface MaterialOptions extends InputOptions, OverridesOptions {
  readonly simulate?: true;
  readonly minutes: number;
  readonly rate: number;
  readonly trades: string;
  readonly instrument?: string;
  readonly from?: number;
  readonly to?: number;
  readonly labels?: string;
  readonly seed: number;
  readonly rounds: number;
  readonly episodesPerHour: number;
  readonly heldOut?: true;
  readonly set: ProfileOverrides;
}

export function addMaterialOptions(command: Command): Command {
  return addOverridesOption(addInputOptions(command))
    .option('--simulate', 'measure on a simulated market instead of a file')
    .option('--minutes <m>', 'event time to simulate', numberWithin(2, LONGEST_MINUTES), 30)
    .option('--rate <r>', 'snapshots per second to simulate', numberWithin(...SIMULATION_BOUNDS.rate), 20)
    .option('--trades <auto|none|file>', 'trades: beside the input if there, none, or this file', 'auto')
    .option('--instrument <symbol>', 'which one, where the file holds several')
    .option('--from <time>', 'start with the first row at or after this time', stamp)
    .option('--to <time>', 'end with the last row at or before this time', stamp)
    .option('--labels <file>', 'score against these labels instead of laying episodes over the rows')
    .option('--seed <n>', 'decides everything that chance does', wholeNumber(...INJECTION_BOUNDS.seed), 1)
    .option('--rounds <n>', 'times that episodes are laid over the rows', wholeNumber(1, MOST_ROUNDS), 3)
    .option(
      '--episodes-per-hour <n>',
      'episodes of manipulation; honest ones come on top',
      numberWithin(...INJECTION_BOUNDS.episodesPerHour),
      INJECTION_DEFAULTS.episodesPerHour,
    )
    .option('--held-out', 'draw episodes from the part of the parameter space kept for testing')
    .option(
      '--set <type.name=value>',
      'change a setting of the calibrated profile (repeatable)',
      settingChange,
      {},
    );
}

/** What the user changes of a profile: --set goes before --overrides. @throws UsageError */
export function changedSettings(options: MaterialOptions, profile: ProfileName): ProfileOverrides {
  return mergeOverrides(readOverridesFile(options, profile), options.set);
}

/** The source and what is laid over it. @throws UsageError, UnusableInputError */
export async function materialRequest(
  file: string | undefined,
  options: MaterialOptions,
): Promise<MaterialRequest> {
  if ((file === undefined) === (options.simulate === undefined)) {
    throw new UsageError('expected either a file or --simulate');
  }
  if (options.simulate && options.labels !== undefined) {
    throw new UsageError('--labels: expected with a file, a simulated market gets its episodes here');
  }
  const { labels, seed, rounds, episodesPerHour, heldOut = false, instrument } = options;
  return {
    source: file === undefined ? simulatedMarket(options) : await fileSource(file, options),
    labels: labels === undefined ? undefined : await readLabels(labels),
    injection: { seed, episodesPerHour, heldOut },
    rounds,
    recording: { symbol: instrument, range: rangeOf(options) },
  };
}

function fileSource(file: string, { format, symbol, trades }: MaterialOptions): Promise<SnapshotSource> {
  return openForScan([file], { format, symbol, trades });
}

/** A market that nobody has worked on: the injector is independent of the simulator's own episodes. */
function simulatedMarket({ seed, minutes, rate }: MaterialOptions): SnapshotSource {
  return createSimulatedSource({
    seed,
    rate,
    symbols: 1,
    durationMicros: Math.round(minutes * MICROS_PER_MINUTE),
    episodes: false,
    benign: false,
  });
}

function rangeOf({ from, to }: MaterialOptions): TimeRange {
  if (from !== undefined && to !== undefined && from > to) throw new UsageError('--from is after --to');
  return { ...(from !== undefined && { fromMicros: from }), ...(to !== undefined && { toMicros: to }) };
}

/** The options that decide about the figures, as on the command line; files by name, not by place. */
export function materialText(options: MaterialOptions): string {
  const { simulate, minutes, rate, seed, rounds, episodesPerHour, heldOut, labels, set, overrides } = options;
  const changes = Object.entries(set.detectors ?? {}).flatMap(([type, settings]) =>
    Object.entries(settings).map(([name, value]) => `--set ${type}.${name}=${value}`),
  );
  return [
    ...(simulate ? [`--simulate --minutes ${minutes} --rate ${rate}`] : []),
    ...(labels === undefined
      ? [`--seed ${seed} --rounds ${rounds} --episodes-per-hour ${episodesPerHour}`]
      : ['--labels']),
    ...(heldOut ? ['--held-out'] : []),
    ...(overrides === undefined ? [] : [`--overrides ${basename(overrides)}`]),
    ...changes,
  ].join(' ');
}
