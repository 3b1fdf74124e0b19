import { createHash } from 'node:crypto';
import { ENGINE_VERSION } from '@genesis/contracts';
import { createSimulatedSource, type SimulationSettings } from '@genesis/ingest';
import { MICROS_PER_SECOND } from '@genesis/market';
import { CONTENT_OF_LOAD, type Database, LoadRefusedError, loadSource, removeLoad } from '@genesis/storage';
import { Injectable, Logger } from '@nestjs/common';

const NAME = 'sample session';
const MINUTES = 10;
const SETTINGS: SimulationSettings = {
  seed: 20_240_102,
  symbols: 3,
  rate: 10,
  durationMicros: MINUTES * 60 * MICROS_PER_SECOND,
};
/** Names the content of the session, as the hash of a file does. */
const CONTENT_HASH = createHash('sha256')
  .update(JSON.stringify({ NAME, ...SETTINGS }))
  .digest('hex');

/** Which snapshots the embedded database holds. */
export type Holdings = 'nothing' | 'sample' | 'data';

/** Row ids carry the load that they came by. */
const HOLDINGS = `SELECT CASE
    WHEN NOT EXISTS (SELECT FROM l2_orderbook) THEN 'nothing'
    WHEN EXISTS (SELECT FROM l2_orderbook WHERE row_id >> 32 NOT IN (SELECT id FROM loads WHERE ${CONTENT_OF_LOAD} = $1))
      THEN 'data'
    ELSE 'sample' END AS holdings`;

/**
 * A short simulated session with episodes for an embedded database that is still empty: something to see at the
 * first start, from a real database. It makes room as soon as there is anything else.
 */
@Injectable()
export class SampleSession {
  readonly #logger = new Logger('Database');

  async holdings(database: Database): Promise<Holdings> {
    const rows = await database.dataSource.query<[{ holdings: Holdings }]>(HOLDINGS, [CONTENT_HASH]);
    return rows[0].holdings;
  }

  /** @throws DatabaseAwayError */
  async provide(database: Database): Promise<void> {
    this.#logger.log(
      `it is empty: a generated sample session is loaded (${MINUTES} minutes, 3 symbols, with episodes)`,
    );
    try {
      await loadSource(database, {
        name: NAME,
        contentHash: CONTENT_HASH,
        source: createSimulatedSource(SETTINGS),
        engine: ENGINE_VERSION,
      });
    } catch (error) {
      // Another service on the same folder is loading it.
      if (!(error instanceof LoadRefusedError)) throw error;
      this.#logger.log(error.message);
    }
  }

  /** @throws DatabaseAwayError */
  async remove(database: Database): Promise<void> {
    if (await removeLoad(database, CONTENT_HASH))
      this.#logger.log('other snapshots were loaded: the sample session is removed');
  }
}
