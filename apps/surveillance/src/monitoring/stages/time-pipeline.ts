import { type DetectionProfile } from '@genesis/detection';
import { type SurveillancePipeline } from '@genesis/pipeline';
import { type StageClock } from './stage-clock.js';

/**
 * Puts the clock around the calls by which a row goes from part to part of the pipeline; the parts know nothing of it, and
 * those of other pipelines have none. To be called before the first row.
 */
export function timePipeline(pipeline: SurveillancePipeline, clock: StageClock): SurveillancePipeline {
  const { validator, alerts, regimes, features, profile } = pipeline.parts;
  const timeProfile = profileTimer(clock);
  const validate = clock.timed('validation', validator.validate.bind(validator));
  validator.validate = (batch, row, sink, changes) => {
    clock.beginRow();
    return validate(batch, row, sink, changes);
  };
  alerts.offer = clock.timed('alerts', alerts.offer.bind(alerts));
  const createRegime = regimes.create.bind(regimes);
  regimes.create = (symbol) => {
    const regime = createRegime(symbol);
    regime.classify = clock.timed('regime', regime.classify.bind(regime));
    return regime;
  };
  const timedFeatures: typeof features = (name) => {
    const engine = features(name);
    engine.update = clock.timed('features', engine.update.bind(engine));
    return engine;
  };
  pipeline.parts = { ...pipeline.parts, features: timedFeatures, profile: timeProfile(profile) };
  const retune = pipeline.retune.bind(pipeline);
  pipeline.retune = (next, tsMicros) => retune(timeProfile(next), tsMicros);
  return pipeline;
}

/** A profile may come back: it is timed once. */
function profileTimer(clock: StageClock): (profile: DetectionProfile) => DetectionProfile {
  const timed = new WeakSet<DetectionProfile>();
  return (profile) => {
    if (timed.has(profile)) return profile;
    timed.add(profile);
    const create = profile.create.bind(profile);
    profile.create = (symbol) => {
      const detectors = create(symbol);
      detectors.observe = clock.timed('detection', detectors.observe.bind(detectors));
      detectors.advance = clock.timed('detection', detectors.advance.bind(detectors));
      return detectors;
    };
    return profile;
  };
}
