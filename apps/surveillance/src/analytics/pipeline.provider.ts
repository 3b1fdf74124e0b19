import { type AlertManager } from '@genesis/alerts';
import { createFeatureEngine } from '@genesis/analytics';
import { ClusteredRegimeModel } from '@genesis/clustering';
import { createProfile } from '@genesis/detection';
import { SurveillancePipeline } from '@genesis/pipeline';
import { createRowValidator } from '@genesis/validation';
import { type FactoryProvider } from '@nestjs/common';
import { ALERT_MANAGER } from '../alerts/alert-manager.provider.js';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { Settings } from '../config/settings.js';
import { StageClock } from '../monitoring/stages/stage-clock.js';
import { timePipeline } from '../monitoring/stages/time-pipeline.js';
import { AnomalyLog } from './anomaly-log.js';

/** The one pipeline of the process, made of the parts that the modules provide. */
export const pipelineProvider: FactoryProvider<SurveillancePipeline> = {
  provide: SurveillancePipeline,
  inject: [Settings, SurveillanceBus, AnomalyLog, ClusteredRegimeModel, ALERT_MANAGER, StageClock],
  useFactory: (
    settings: Settings,
    bus: SurveillanceBus,
    anomalies: AnomalyLog,
    regimes: ClusteredRegimeModel,
    alerts: AlertManager,
    stages: StageClock,
  ) =>
    timePipeline(
      new SurveillancePipeline({
        validator: createRowValidator(),
        features: createFeatureEngine,
        regimes,
        profile: createProfile(settings.detectionProfile, settings.detectionOverrides),
        alerts,
        onAnomaly: (anomaly) => {
          anomalies.add(anomaly);
          bus.emit('anomaly', anomaly);
        },
      }),
      stages,
    ),
};
