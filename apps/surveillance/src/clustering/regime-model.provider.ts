import { ClusteredRegimeModel, type RegimeModel } from '@genesis/clustering';
import { type FactoryProvider } from '@nestjs/common';

/** The `RegimeModel` in use. */
export const REGIME_MODEL = Symbol('REGIME_MODEL');

export const regimeModelProvider: FactoryProvider<RegimeModel> = {
  provide: REGIME_MODEL,
  useFactory: () => new ClusteredRegimeModel(),
};
