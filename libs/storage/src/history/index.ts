export * from './alert-counts.js';
export * from './bars.js';
export * from './range-start.js';
