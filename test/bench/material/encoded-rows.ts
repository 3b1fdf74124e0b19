import { openSource } from '@genesis/ingest';
import { type Database } from '@genesis/storage';
import { COPY_HEADER, COPY_TRAILER } from '../../../libs/storage/src/copy/copy-binary.js';
import { CopyChunk } from '../../../libs/storage/src/copy/copy-chunk.js';
import { CopyIn } from '../../../libs/storage/src/copy/copy-in.js';
import { SNAPSHOT_COLUMNS } from '../../../libs/storage/src/copy/snapshot-columns.js';
import { encodeSnapshot, snapshotRoom } from '../../../libs/storage/src/copy/snapshot-encoder.js';
import { StallGuard } from '../../../libs/storage/src/copy/stall-guard.js';

const STALL_MS = 60_000;

/** The rows of a file as the bytes of a COPY, in pieces that go out one after the other. */
export async function encodedRows(path: string): Promise<readonly Buffer[]> {
  const symbol = Buffer.from('ACME');
  const pieces: Buffer[] = [COPY_HEADER];
  let chunk = new CopyChunk();
  let rowId = 0;
  for await (const batch of (await openSource([path])).open()) {
    for (let row = 0; row < batch.length; row++) {
      if (!chunk.hasRoomFor(snapshotRoom(symbol))) {
        pieces.push(chunk.filled());
        chunk = new CopyChunk();
      }
      encodeSnapshot(batch.rows, row, symbol, ++rowId, chunk);
    }
  }
  return [...pieces, chunk.filled(), COPY_TRAILER];
}

/** What a load cannot do without: the same bytes into a table without indices, in one transaction. */
export function copyEncoded(database: Database, pieces: readonly Buffer[]): Promise<void> {
  return database.bulk(async (client) => {
    await client.query('DROP TABLE IF EXISTS bare');
    await client.query('BEGIN');
    await client.query('CREATE TABLE bare (LIKE l2_orderbook)');
    const statement = `COPY bare (${SNAPSHOT_COLUMNS.join(', ')}) FROM STDIN (FORMAT binary)`;
    const copy = new CopyIn(client, statement, new StallGuard(client, STALL_MS));
    for (const piece of pieces) await copy.write(piece);
    await copy.end();
    await client.query('COMMIT');
  });
}
