import { createAlertManager, type AlertSettings, type AlertSink } from '@genesis/alerts';
import { createFeatureEngine } from '@genesis/analytics';
import { ClusteredRegimeModel, type RegimeModel } from '@genesis/clustering';
import { type ProfileName } from '@genesis/contracts';
import { createProfile, type DetectionProfile } from '@genesis/detection';
import { createRowValidator, type AnomalySink, type ValidationSettings } from '@genesis/validation';
import { SurveillancePipeline } from './surveillance-pipeline.js';

/** What a user of the pipeline decides; everything else has its default. */
export interface PipelineOptions {
  readonly profile: ProfileName | DetectionProfile;
  readonly alerts: AlertSink;
  readonly onAnomaly: AnomalySink;
  readonly regimes?: RegimeModel;
  readonly alertSettings?: Partial<AlertSettings>;
  readonly validationSettings?: Partial<ValidationSettings>;
}

/** The pipeline with the default parts. */
export function createPipeline(options: PipelineOptions): SurveillancePipeline {
  return new SurveillancePipeline({
    validator: createRowValidator(options.validationSettings),
    features: createFeatureEngine,
    regimes: options.regimes ?? new ClusteredRegimeModel(),
    profile: typeof options.profile === 'string' ? createProfile(options.profile) : options.profile,
    alerts: createAlertManager(options.alerts, options.alertSettings),
    onAnomaly: options.onAnomaly,
  });
}
