export * from './feature-layout.js';
export * from './feature-engine.js';
