import { LifecycleBook } from '@genesis/alerts';
import { Module } from '@nestjs/common';
import { Runtime } from '../replay/runtime.js';
import { AlertWriter } from './alert-writer.js';
import { DatabaseService } from './database.service.js';
import { DbModeProvider } from './db-mode.provider.js';
import { lifecycleBookProvider } from './lifecycle-book.provider.js';
import { SampleSession } from './sample-session.js';

/** The database: its connection, the snapshots in it as a mode of the replay, the way of alerts into it. */
@Module({
  providers: [Runtime, DatabaseService, SampleSession, DbModeProvider, lifecycleBookProvider, AlertWriter],
  exports: [DatabaseService, DbModeProvider, LifecycleBook, AlertWriter],
})
export class PersistenceModule {}
