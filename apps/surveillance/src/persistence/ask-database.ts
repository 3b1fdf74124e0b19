import { type Database, DatabaseAwayError } from '@genesis/storage';
import { ServiceUnavailableException } from '@nestjs/common';
import { DatabaseService } from './database.service.js';

/**
 * What `work` gets from the database, for a route that has nothing to say without it.
 * @throws ServiceUnavailableException (503) where it is off, away, or goes away in the middle
 */
export async function askDatabase<T>(
  databases: DatabaseService,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = databases.current();
  if (database === null) throw unavailable(databases.state().reason);
  try {
    return await work(database);
  } catch (error) {
    if (!(error instanceof DatabaseAwayError)) throw error;
    databases.suspect();
    throw unavailable(error.message);
  }
}

function unavailable(reason: string): ServiceUnavailableException {
  return new ServiceUnavailableException([`the database does not answer now: ${reason}`]);
}
