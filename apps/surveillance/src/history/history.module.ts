import { Module } from '@nestjs/common';
import { PersistenceModule } from '../persistence/persistence.module.js';
import { HistoryController } from './history.controller.js';
import { HistoryService } from './history.service.js';
import { OlderSnapshots } from './older-snapshots.service.js';

/** Answers about times gone by, from the database. */
@Module({
  imports: [PersistenceModule],
  controllers: [HistoryController],
  providers: [HistoryService, OlderSnapshots],
  exports: [OlderSnapshots],
})
export class HistoryModule {}
