export * from './alert-decision.js';
export * from './alert-manager.js';
export * from './alert-settings.js';
export * from './create-alert-manager.js';
export * from './labels.js';
