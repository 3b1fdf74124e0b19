import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { PersistenceModule } from '../persistence/persistence.module.js';
import { ConfigurationBook } from './configuration-book.js';
import { EvidenceCollector } from './evidence-collector.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceService } from './evidence.service.js';
import { RecentEvidence } from './recent-evidence.js';

/** Keeps the rows that alerts were raised from, and shows them. */
@Module({
  imports: [AlertsModule, PersistenceModule],
  controllers: [EvidenceController],
  providers: [ConfigurationBook, EvidenceCollector, EvidenceService, RecentEvidence],
  exports: [ConfigurationBook, EvidenceCollector],
})
export class EvidenceModule {}
