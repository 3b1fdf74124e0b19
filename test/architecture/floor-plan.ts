/**
 * The floor plan (ARCHITECTURE.md): a lib may import only from libs on lower floors. A lib that is missing here is
 * refused by the test, so that a new one has to take its place.
 */
export const FLOORS: Readonly<Record<string, number>> = {
  settings: 0,
  market: 0,
  contracts: 0,
  ingest: 1,
  validation: 1,
  analytics: 2,
  detection: 3,
  clustering: 3,
  alerts: 4,
  pipeline: 5,
  storage: 5,
  evaluation: 6,
  /** The folder at the top level: steps of the database's shape that know nothing but SQL. */
  migrations: 0,
};

/** Apps that may not see all libs; an app that is missing here may. */
export const LIBS_OF_APP: Readonly<Record<string, readonly string[]>> = { dashboard: ['contracts'] };
