import { ClusteredRegimeModel } from '@genesis/clustering';
import { type FactoryProvider } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { RegimeStore } from './regime-store.js';
import { RegimeTraining } from './training/regime-training.service.js';

/** The model in use: what was learnt before, trained on in threads. */
export const regimeModelProvider: FactoryProvider<ClusteredRegimeModel> = {
  provide: ClusteredRegimeModel,
  inject: [Settings, RegimeTraining, RegimeStore],
  useFactory: (settings: Settings, trainer: RegimeTraining, store: RegimeStore) =>
    new ClusteredRegimeModel({
      settings: { trainEvents: settings.regimeTrainEvents },
      trainer,
      start: store.start,
      onModel: (symbol, model) => store.put(symbol, model),
    }),
};
