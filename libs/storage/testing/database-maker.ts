import { type ConnectionSettings } from '../src/connection-settings.js';
import { type Database } from '../src/database.js';

/** A server that makes databases for tests, and removes them when it stops. */
export interface DatabaseMaker {
  connection(database: string): ConnectionSettings;
  emptyDatabase(): Promise<string>;
  freshDatabase(): Promise<Database>;
  open(name: string): Promise<Database>;
  stop(): Promise<void>;
}
