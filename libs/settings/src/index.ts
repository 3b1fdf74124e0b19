export * from './environment-file.js';
export * from './nearest-name.js';
export * from './parse-definitions.js';
export * from './setting-kinds.js';
export * from './settings.error.js';
