import { createSimulatedSource } from '@genesis/ingest';
import { type RecordedRows, recordBatches } from './record-batches.js';

/** What every bench simulates: fifty books a second and symbol, with episodes and honest look-alikes. */
export const SIMULATION = { seed: 7, rate: 50 } as const;

/** Rows of several symbols from the simulator, the same at each call. @param quiet nothing is staged in them */
export function simulatedRows(rows: number, symbols: number, quiet = false): Promise<RecordedRows> {
  const staged = { episodes: !quiet, benign: !quiet };
  return recordBatches(createSimulatedSource({ ...SIMULATION, ...staged, symbols }), rows);
}
