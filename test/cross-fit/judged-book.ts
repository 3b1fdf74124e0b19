import {
  changeSetting,
  createProfile,
  type DetectionProfile,
  type ProfileOverrides,
} from '@genesis/detection';
import {
  evaluateMaterial,
  prepareMaterial,
  readLabels,
  type Material,
  type ScoreReport,
} from '@genesis/evaluation';
import { openSource } from '@genesis/ingest';
import { type SignalType } from '@genesis/contracts';
import { basename } from 'node:path';
import { type Constant } from './search-constants.js';

/** A book whose episodes are known, to fit constants on or to score them on. */
export interface JudgedBook {
  readonly name: string;
  readonly material: Material;
}

/** `BOOK,LABELS` for a labelled file; `BOOK` alone gets episodes laid over it. */
export async function openJudgedBook(argument: string): Promise<JudgedBook> {
  const [file, labelFile] = argument.split(',');
  const source = await openSource([file]);
  try {
    const labels = labelFile === undefined ? undefined : await readLabels(labelFile);
    const material = await prepareMaterial({ source, labels, rounds: 2 });
    return { name: basename(file).replace(/\.csv(\.gz)?$/, ''), material };
  } finally {
    await source.close();
  }
}

/** The calibrated profile with these values in place of its own. */
export function profileWith(constants: readonly Constant[], values: readonly number[]): DetectionProfile {
  const overrides = constants.reduce<ProfileOverrides>(
    (changed, { detector, name }, index) =>
      changeSetting(changed, { type: detector as SignalType, name, value: values[index], symbol: null }),
    {},
  );
  return createProfile('calibrated', overrides);
}

export async function scoreOn({ material }: JudgedBook, profile: DetectionProfile): Promise<ScoreReport> {
  const { profiles } = await evaluateMaterial(material, { profiles: [profile] });
  return profiles[0].score;
}

/** Harmonic mean of recall and precision over all types; 0 where nothing was found. */
export function overallF1({ overall: { recall, precision } }: ScoreReport): number {
  return recall && precision ? (2 * recall * precision) / (recall + precision) : 0;
}
