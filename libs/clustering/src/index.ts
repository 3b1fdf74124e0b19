export * from './adjusted-rand-index.js';
export * from './centroids-in-real-units.js';
export * from './clustered-regime-model.js';
export * from './inline-trainer.js';
export {
  type InstrumentRegime,
  type ModelSwap,
  type OnRegimeModel,
  type RegimeBasis,
} from './instrument-regime.js';
export * from './read-regime-parameters.js';
export * from './regime-anchors.js';
export * from './regime-classifier.js';
export * from './regime-coordinates.js';
export * from './regime-parameters.js';
export * from './regime-settings.js';
export * from './regime-training.js';
export * from './train-regimes.js';
