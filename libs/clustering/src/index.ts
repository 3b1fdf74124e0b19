export * from './regime-classifier.js';
export * from './threshold-regime-model.js';
export * from './threshold-regime-settings.js';
