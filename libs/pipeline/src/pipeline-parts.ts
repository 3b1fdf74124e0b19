import { type AlertManager } from '@genesis/alerts';
import { type FeatureEngineFactory } from '@genesis/analytics';
import { type RegimeModel } from '@genesis/clustering';
import { type DetectionProfile } from '@genesis/detection';
import { type AnomalySink, type RowValidator } from '@genesis/validation';

/** What the pipeline is made of; each part can be put in on its own. */
export interface PipelineParts {
  readonly validator: RowValidator;
  readonly features: FeatureEngineFactory;
  readonly regimes: RegimeModel;
  readonly profile: DetectionProfile;
  readonly alerts: AlertManager;
  readonly onAnomaly: AnomalySink;
}
