export * from './batch-results.js';
export * from './create-pipeline.js';
export * from './pipeline-parts.js';
export * from './snapshot-message.js';
export * from './surveillance-pipeline.js';
