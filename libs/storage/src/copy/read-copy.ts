import { type PoolClient } from 'pg';
import { CopyOut } from './copy-out.js';
import { CopyReader, type TupleDecoder } from './copy-reader.js';
import { type StallGuard } from './stall-guard.js';

/**
 * Runs a `COPY … TO STDOUT (FORMAT binary)` and hands its tuples to the decoder as they come.
 * @returns how many came
 * @throws CopyFormatError where they are not what the decoder expects; the connection is then of no more use
 */
export async function readCopy(
  client: PoolClient,
  statement: string,
  decoder: TupleDecoder,
  guard: StallGuard,
): Promise<number> {
  const reader = new CopyReader(decoder);
  const copy = new CopyOut(statement, (bytes) => {
    guard.touch();
    reader.push(bytes);
  });
  client.query(copy);
  await copy.done;
  reader.finish();
  return reader.tuples;
}
