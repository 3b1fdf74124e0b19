export * from './batch-results.js';
export * from './snapshot-message.js';
export * from './surveillance-pipeline.js';
