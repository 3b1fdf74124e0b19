export * from './connection-settings.js';
export * from './database-away.error.js';
export * from './database-settings.js';
export * from './database.js';
export * from './entities/index.js';
export * from './migrate.js';
export * from './timestamps.js';
