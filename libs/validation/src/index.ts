export * from './anomaly-severities.js';
export * from './create-row-validator.js';
export * from './quality-bits.js';
export * from './row-validator.js';
export * from './validation-counters.js';
export * from './validation-settings.js';
