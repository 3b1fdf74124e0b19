import { Module } from '@nestjs/common';
import { DbModeProvider } from '../persistence/db-mode.provider.js';
import { PersistenceModule } from '../persistence/persistence.module.js';
import { MODE_PROVIDERS, type ModeProvider } from './mode-provider.js';
import { CsvModeProvider } from './csv-mode.provider.js';
import { ReplayController } from './replay.controller.js';
import { ReplayService } from './replay.service.js';
import { ReplayStarter } from './replay-starter.js';
import { Runtime } from './runtime.js';
import { SimulationModeProvider } from './simulation-mode.provider.js';

/** Brings snapshots into the service at their pace. */
@Module({
  imports: [PersistenceModule],
  controllers: [ReplayController],
  providers: [
    Runtime,
    CsvModeProvider,
    SimulationModeProvider,
    {
      provide: MODE_PROVIDERS,
      inject: [DbModeProvider, CsvModeProvider, SimulationModeProvider],
      useFactory: (...providers: ModeProvider[]) => providers,
    },
    ReplayService,
    ReplayStarter,
  ],
  exports: [ReplayService, Runtime],
})
export class ReplayModule {}
