export * from './alert-manager.js';
