export * from './row-validator.js';
