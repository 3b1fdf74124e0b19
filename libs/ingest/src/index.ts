export * from './snapshot-source.js';
export * from './unusable-input.error.js';
export * from './simulation/index.js';
