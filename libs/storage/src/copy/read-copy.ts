import { type PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { CopyReader, type TupleDecoder } from './copy-reader.js';
import { type StallGuard } from './stall-guard.js';

const READ_AHEAD_BYTES = 256 * 1024;

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
  const chunks = client.query(copyTo(statement, { highWaterMark: READ_AHEAD_BYTES }));
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    guard.touch();
    reader.push(chunk);
  }
  reader.finish();
  return reader.tuples;
}
