import { MODES } from '@genesis/contracts';
import { FORMAT_NAMES } from '@genesis/ingest';
import {
  choice,
  decimal,
  flag,
  integer,
  list,
  optionalChoice,
  optionalText,
  type SettingDefinitions,
} from '@genesis/settings';
import { type Settings } from './settings.js';

/** Where snapshots come from. */
type SourceSettings = Pick<
  Settings,
  | 'mode'
  | 'csvPaths'
  | 'csvFormat'
  | 'csvSymbol'
  | 'simulationSeed'
  | 'simulationSymbols'
  | 'simulationRate'
  | 'simulationEpisodes'
>;

/** A part of setting-definitions.ts. */
export const SOURCE_SETTING_DEFINITIONS: SettingDefinitions<SourceSettings> = {
  mode: choice({
    env: 'MODE',
    default: 'AUTO',
    values: MODES,
    description:
      'Where snapshots come from. AUTO takes the first that is there: database, CSV_PATH, simulation. A mode ' +
      'that fails gives way to the next one, and is taken back when it returns.',
  }),
  csvPaths: list({
    env: 'CSV_PATH',
    default: [],
    separator: /,/,
    shape: /^[^\0]{1,4096}$/,
    allowed: 'file names separated by commas',
    description: 'Order book files to replay, plain or gzip; several are merged by time.',
  }),
  csvFormat: optionalChoice({
    env: 'CSV_FORMAT',
    default: null,
    values: FORMAT_NAMES,
    description: 'Format of the files in CSV_PATH.',
  }),
  csvSymbol: optionalText({
    env: 'CSV_SYMBOL',
    default: null,
    shape: /^[A-Za-z0-9._:/-]{1,32}$/,
    allowed: '1 to 32 letters, digits or . _ : / -; empty: from the file',
    description: 'Symbol of a file in CSV_PATH that does not name one.',
  }),
  simulationSeed: integer({
    env: 'SIM_SEED',
    unit: 'seed',
    default: 42,
    min: 0,
    max: 4_294_967_295,
    description: 'Seed of the simulated market; the same seed gives the same market.',
  }),
  simulationSymbols: integer({
    env: 'SIM_SYMBOLS',
    unit: 'instruments',
    default: 3,
    min: 1,
    max: 1000,
    description: 'How many instruments the simulation trades.',
  }),
  simulationRate: decimal({
    env: 'SIM_RATE',
    unit: 'snapshots per second and instrument',
    default: 10,
    min: 0.1,
    max: 1000,
    description: 'How often simulated books change.',
  }),
  simulationEpisodes: flag({
    env: 'SIM_EPISODES',
    default: true,
    description: 'Whether the simulation contains manipulative episodes and their honest look-alikes.',
  }),
};
