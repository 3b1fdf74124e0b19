import { type PipelineParts, SurveillancePipeline } from '@genesis/pipeline';
import { ACCEPTED, type RowValidator } from '@genesis/validation';
import { silentPipeline } from './silent-pipeline.js';

const ignore = (): void => undefined;

const EMPTY_VALIDATOR: RowValidator = {
  beginBatch: ignore,
  validate: () => ACCEPTED,
  endBatch: ignore,
  quality: 0,
  stateReset: false,
  altered: false,
  reset: ignore,
};
const EMPTY_CLASSIFIER = { classify: () => 0, noteDetection: ignore, reset: ignore };
const EMPTY_DETECTORS = {
  dueMicros: Infinity,
  observe: () => 0,
  advance: ignore,
  statuses: () => [],
  resetWindows: ignore,
};

/** How the part of each stage is emptied, in the order of a row's way; a stage needs those before it. */
const STAGES: readonly (readonly [
  name: string,
  emptied: (parts: PipelineParts) => Partial<PipelineParts>,
])[] = [
  ['dispatch', () => ({})],
  ['validation', () => ({ validator: EMPTY_VALIDATOR })],
  ['features', () => ({ features: () => ({ update: ignore, reset: ignore }) })],
  ['regime', ({ regimes }) => ({ regimes: changed(regimes, { create: () => EMPTY_CLASSIFIER }) })],
  [
    'detectors and alerts',
    ({ profile }) => ({ profile: changed(profile, { create: () => EMPTY_DETECTORS }) }),
  ],
];

export const STAGE_NAMES: readonly string[] = STAGES.map(([name]) => name);

/** A pipeline in which the stages up to this one (an index) work and the others do nothing. */
export function pipelineUpTo(stage: number): SurveillancePipeline {
  const { parts } = silentPipeline();
  const emptied = STAGES.slice(stage + 1).map(([, empty]) => empty(parts));
  return new SurveillancePipeline(Object.assign({ ...parts }, ...emptied) as PipelineParts);
}

/** A part with some of its methods put in anew. */
function changed<Part extends object>(part: Part, changes: Partial<Part>): Part {
  return Object.assign(Object.create(part) as Part, changes);
}
