import { MIGRATIONS } from '@genesis/migrations';
import { TestServer } from '../../libs/storage/testing/test-database.js';
import { type CliOutcome, runGenesis } from '../support/run-genesis.js';

const genesis = (args: readonly string[], environment: Record<string, string> = {}): Promise<CliOutcome> =>
  runGenesis(args, { environment: () => environment });

describe('genesis migrate', () => {
  let server: TestServer;
  let url: string;
  let name: string;
  beforeAll(async () => {
    server = await TestServer.start();
    name = await server.emptyDatabase();
    const { host, port, user, password } = server.connection(name);
    const login = `${encodeURIComponent(user)}:${encodeURIComponent(password ?? '')}`;
    url = `postgres://${login}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`;
  });
  afterAll(() => server.stop());

  it('lists, takes, and takes back', async () => {
    const status = async (): Promise<string> =>
      (await genesis(['migrate', '--status', '--database', url])).stdout;
    expect(await status()).toMatch(
      /^missing {2}CreateOrderBook\d+\nmissing {2}CreateAlerts\d+\n[\s\S]*TimescaleDB: no\n$/,
    );
    const up = await genesis(['migrate'], { DATABASE_URL: url });
    expect(up).toMatchObject({ code: 0, stderr: '' });
    expect(up.stdout).toMatch(/^taken {2}CreateOrderBook\d+\n/);
    expect(await status()).not.toContain('missing');
    expect(await genesis(['migrate', '--database', url])).toEqual({
      code: 0,
      stdout: 'up to date, nothing to do\n',
      stderr: '',
    });
    const down = await genesis(['migrate', '--down', '--database', url]);
    expect(down).toMatchObject({
      code: 0,
      stdout: `taken back  ${MIGRATIONS.at(-1)?.name ?? ''}\n`,
    });
    expect((await status()).match(/missing/g)).toHaveLength(1);
  });

  it('takes nothing back where rows would be lost, unless that is meant', async () => {
    await genesis(['migrate', '--database', url]);
    await server.command(`INSERT INTO l2_orderbook (ts) VALUES ('2025-01-01')`, name);
    expect(await genesis(['migrate', '--down', '--database', url])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: there are rows in l2_orderbook, and a step back may drop them; give --force where that is meant\n',
    });
    expect(await genesis(['migrate', '--down', '--force', '--database', url])).toMatchObject({ code: 0 });
  });

  it.each<[string[], Record<string, string>, number, RegExp]>([
    [['--status', '--down'], {}, 2, /--status and --down exclude each other/],
    [[], { DATABASE: 'off' }, 2, /DATABASE=off: this command needs a database/],
    [[], { DB_POOL_MAX: '9' }, 2, /DB_POOL_MAX=9: allowed is/],
    [['--database', 'mysql://x'], {}, 2, /DATABASE_URL=\(hidden\): allowed is postgres:\/\//],
    [['--database', 'postgres:///x'], {}, 2, /DATABASE_URL names no host/],
    [
      ['--database', 'postgres://u:s3cret@127.0.0.1:1/x'],
      {},
      1,
      /^error: PostgreSQL at 127\.0\.0\.1:1\/x is away: [^\n]*\n$/,
    ],
  ])('%j with %j ends with %d', async (args, environment, code, message) => {
    const outcome = await genesis(['migrate', ...args], environment);
    expect(outcome).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(message) });
    expect(outcome.stderr).not.toContain('s3cret');
  });
});
