import { REGIMES } from '@genesis/contracts';
import { COORDINATES, inRealUnit } from './regime-coordinates.js';
import { type RegimeParameters } from './regime-parameters.js';

/** A model's centroids by regime's index, each with its coordinates in the order and the units of COORDINATE_NAMES. */
export function centroidsInRealUnits({ scaling, centroids }: RegimeParameters): number[][] {
  return REGIMES.map((_, regime) =>
    Array.from({ length: COORDINATES }, (_value, d) =>
      inRealUnit(scaling.centers[d] + scaling.scales[d] * centroids[regime * COORDINATES + d], d),
    ),
  );
}
