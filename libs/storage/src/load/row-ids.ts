/** Row ids of a load are `id · ROWS_PER_LOAD` and the row's number within it, from 1. */
export const ROWS_PER_LOAD = 2 ** 32;

/** The first and the last row id that a load can have. */
export function rowIdsOf(loadId: number): { readonly first: number; readonly last: number } {
  return { first: loadId * ROWS_PER_LOAD + 1, last: (loadId + 1) * ROWS_PER_LOAD - 1 };
}
