import { Module } from '@nestjs/common';
import { Runtime } from '../replay/runtime.js';
import { DatabaseService } from './database.service.js';
import { DbModeProvider } from './db-mode.provider.js';
import { SampleSession } from './sample-session.js';

/** The database: its connection, and the snapshots in it as a mode of the replay. */
@Module({
  providers: [Runtime, DatabaseService, SampleSession, DbModeProvider],
  exports: [DatabaseService, DbModeProvider],
})
export class PersistenceModule {}
