export * from './default-feature-engine.js';
export * from './exponential-moments.js';
export * from './feature-layout.js';
export * from './feature-engine.js';
