import { type ChainHead, type ChainLink } from '@genesis/alerts';
import { type Database } from '../database.js';
import { readHead } from './batch-statements.js';

const PAGE = 2_000;

/** `at` as it was hashed: the microseconds too, so that not even they can be changed unseen. */
export const LINK_COLUMNS = `position, alert_id AS "alertId", kind,
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
  actor, payload, key, previous_hash AS "previousHash", hash`;

/** All links in the order of their places, page by page; no transaction stays open in between. */
export async function* readLinks(database: Database): AsyncGenerator<ChainLink[]> {
  let after = -1;
  for (;;) {
    const links = await database.bulk(async (client) => {
      const { rows } = await client.query<ChainLink>(
        `SELECT ${LINK_COLUMNS} FROM alert_events WHERE position > $1 ORDER BY position LIMIT ${PAGE}`,
        [after],
      );
      return rows;
    });
    if (links.length > 0) yield links;
    if (links.length < PAGE) return;
    after = links[links.length - 1].position;
  }
}

/** The newest link; position 0 while there is none. */
export function readChainHead(database: Database): Promise<ChainHead> {
  return database.bulk(readHead);
}
