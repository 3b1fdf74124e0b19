import { createPipeline, type SurveillancePipeline } from '@genesis/pipeline';

const ignore = (): void => undefined;

/** The calibrated pipeline with nobody listening. */
export function silentPipeline(): SurveillancePipeline {
  return createPipeline({
    profile: 'calibrated',
    alerts: { raised: ignore, updated: ignore, settled: ignore },
    onAnomaly: ignore,
  });
}
