export * from './batch-results.js';
export * from './create-pipeline.js';
export * from './pipeline-parts.js';
export * from './snapshot-message.js';
export * from './surveillance-pipeline.js';
export * from './verify/stored-alert.js';
export * from './verify/verification.js';
export * from './verify/verify-alerts.js';
