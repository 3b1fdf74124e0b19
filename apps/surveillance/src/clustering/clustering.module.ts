import { Module } from '@nestjs/common';
import { RegimeBoard } from './regime-board.js';
import { REGIME_MODEL, regimeModelProvider } from './regime-model.provider.js';

/** Names market regimes. */
@Module({
  providers: [regimeModelProvider, RegimeBoard],
  exports: [REGIME_MODEL, RegimeBoard],
})
export class ClusteringModule {}
