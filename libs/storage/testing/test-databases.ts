import { type DatabaseMaker } from './database-maker.js';
import { TestServer } from './test-database.js';
import { TimescaleServer } from './timescale-server.js';

/** Tests of one server. */
export type ServerTests = (server: () => DatabaseMaker, timescale: boolean) => void;

/** The same tests on plain PostgreSQL, always, and on TimescaleDB where TIMESCALE_URL names a server of it. */
export function describeOnBothServers(name: string, tests: ServerTests): void {
  describeOn(`${name} on plain PostgreSQL`, () => TestServer.start(), tests, false);
  const url = process.env.TIMESCALE_URL;
  if (url === undefined || url === '') {
    describe(`${name} on TimescaleDB`, () => {
      it.skip('skipped: TIMESCALE_URL names no server, e.g. postgres://postgres:postgres@localhost:5433/orderbook', () =>
        undefined);
    });
  } else {
    describeOn(`${name} on TimescaleDB`, () => TimescaleServer.connect(url), tests, true);
  }
}

function describeOn(
  name: string,
  start: () => Promise<DatabaseMaker>,
  tests: ServerTests,
  timescale: boolean,
): void {
  describe(name, () => {
    let server: DatabaseMaker;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server.stop());
    tests(() => server, timescale);
  });
}
