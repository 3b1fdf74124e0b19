import { createHash } from 'node:crypto';
import { type SimulationSettings } from '@genesis/ingest';
import { MICROS_PER_SECOND } from '@genesis/market';
import { type Database } from '@genesis/storage';
import { Injectable } from '@nestjs/common';

const NAME = 'sample session';
const SETTINGS: SimulationSettings = {
  seed: 20_240_102,
  symbols: 3,
  rate: 10,
  durationMicros: 600 * MICROS_PER_SECOND,
};
/** Changes when the session does; a name for its content as the hash of a file is. */
const CONTENT_HASH = createHash('sha256')
  .update(JSON.stringify({ NAME, ...SETTINGS }))
  .digest('hex');

/** A short simulated session with episodes, for a database that is still empty: something to see at the first start. */
@Injectable()
export class SampleSession {
  /** Whether the session is all that the database holds. */
  async isAll(database: Database): Promise<boolean> {
    const [{ others }] = await database.dataSource.query<[{ others: boolean }]>(
      `SELECT EXISTS (SELECT FROM l2_orderbook WHERE row_id >> 32 NOT IN
         (SELECT id FROM loads WHERE content_hash = $1)) AS others`,
      [CONTENT_HASH],
    );
    return !others;
  }
}
