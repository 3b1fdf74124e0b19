import { ROW_IDS_PER_LOAD } from '../load-table.js';

/** The first and the last row id that a load can have. */
export function rowIdsOf(loadId: number): { readonly first: number; readonly last: number } {
  return { first: loadId * ROW_IDS_PER_LOAD + 1, last: (loadId + 1) * ROW_IDS_PER_LOAD - 1 };
}
