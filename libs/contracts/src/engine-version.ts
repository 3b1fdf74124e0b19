/**
 * Version of the engine that raises alerts, as in package.json (a test holds the two equal). Constants that shape an
 * alert and are no part of a profile's configuration (validation, deduplication, escalation) change with it alone.
 */
export const ENGINE_VERSION = '0.1.0';
