export * from './database-settings.js';
