export * from './regime-classifier.js';
