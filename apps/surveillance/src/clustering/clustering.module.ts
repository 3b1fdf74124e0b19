import { ClusteredRegimeModel } from '@genesis/clustering';
import { Module } from '@nestjs/common';
import { Runtime } from '../replay/runtime.js';
import { RegimeBoard } from './regime-board.js';
import { regimeModelProvider } from './regime-model.provider.js';
import { RegimeStore } from './regime-store.js';
import { RegimesController } from './regimes.controller.js';
import { RegimesService } from './regimes.service.js';
import { RegimeTraining } from './training/regime-training.service.js';
import { TrainingWorkerStarter } from './training/training-worker-starter.js';

/** Names market regimes, and learns to. */
@Module({
  controllers: [RegimesController],
  providers: [
    Runtime,
    TrainingWorkerStarter,
    RegimeTraining,
    RegimeStore,
    regimeModelProvider,
    RegimeBoard,
    RegimesService,
  ],
  exports: [ClusteredRegimeModel, RegimeBoard],
})
export class ClusteringModule {}
