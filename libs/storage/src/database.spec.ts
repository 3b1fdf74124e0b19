import { createServer, type AddressInfo } from 'node:net';
import { TestServer } from '../testing/test-database.js';
import { DatabaseAwayError, isAwayError } from './database-away.error.js';
import { Database } from './database.js';
import { AlertEventEntity, AnomalyEntity, InstrumentEntity } from './entities/index.js';

const NOW = 1_735_812_000_123_456;
/** One packet: let in, ready for a query, and FATAL 57P01 of a server whose parent was killed. */
const WELCOME_AND_FAREWELL = Buffer.concat([
  message('R', '\0\0\0\0'),
  message('Z', 'I'),
  message('E', 'SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0'),
]);

/** A message of the server's: its kind, its length with the length itself, its content. */
function message(kind: string, content: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + content.length);
  return Buffer.concat([Buffer.from(kind), length, Buffer.from(content)]);
}

describe('Database', () => {
  let server: TestServer;
  let database: Database;
  beforeAll(async () => {
    server = await TestServer.start();
    database = await server.freshDatabase();
  });
  afterAll(() => server.stop());

  const connectionId = (): Promise<number> =>
    database.bulk(async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      return rows[0].pid;
    });

  it('says in one line where it found nobody, without the password', async () => {
    const nowhere = { ...server.connection('x'), host: '127.0.0.1', port: 1, password: 's3cret' };
    const failure: unknown = await Database.open(nowhere).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseAwayError);
    expect((failure as Error).message).toBe(
      'PostgreSQL at 127.0.0.1:1/x is away: connect ECONNREFUSED 127.0.0.1:1',
    );
  });

  it('takes no password but that of the settings', async () => {
    const connection = server.connection(database.connection.database);
    const before = process.env.PGPASSWORD;
    process.env.PGPASSWORD = connection.password ?? '';
    const opened = Database.open({ ...connection, password: null });
    await expect(opened).rejects.toThrow(DatabaseAwayError);
    if (before === undefined) delete process.env.PGPASSWORD;
    else process.env.PGPASSWORD = before;
  });

  it('says so too of a database that does not exist', async () => {
    await expect(server.open('nothing')).rejects.toThrow(/is away: database "nothing" does not exist$/);
  });

  it('gives up on a server that accepts and never speaks', async () => {
    const silent = createServer((socket) => void socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const connection = { ...server.connection('x'), host: '127.0.0.1', port, connectTimeoutMs: 100 };
    await expect(Database.open(connection)).rejects.toThrow(DatabaseAwayError);
    silent.close();
  });

  it('takes it from a server that lets us in and dies in the same breath', async () => {
    const dying = createServer((socket) => {
      socket.on('error', () => undefined).once('data', () => socket.end(WELCOME_AND_FAREWELL));
    });
    await new Promise<void>((resolve) => dying.listen(0, '127.0.0.1', resolve));
    const { port } = dying.address() as AddressInfo;
    const connection = { ...server.connection('x'), host: '127.0.0.1', port };
    await expect(Database.open(connection)).rejects.toThrow(DatabaseAwayError);
    dying.close();
  });

  it('lends the same connection again after work that went well, and another after work that failed', async () => {
    const first = await connectionId();
    expect(await connectionId()).toBe(first);
    const failing = database.bulk(async (client) => {
      await client.query('BEGIN');
      throw new Error('in the middle of a transaction');
    });
    await expect(failing).rejects.toThrow('in the middle of a transaction');
    expect(await connectionId()).not.toBe(first);
  });

  it('passes on what is wrong with a statement as it is', async () => {
    const failure: unknown = await database
      .bulk((client) => client.query('SELECT * FROM nowhere'))
      .catch((error: unknown) => error);
    expect(failure).not.toBeInstanceOf(DatabaseAwayError);
    expect(isAwayError(failure)).toBe(false);
  });

  it('outlives connections that the server ends, idle or at work', async () => {
    const idle = await connectionId();
    await server.command(`SELECT pg_terminate_backend(${idle})`);
    await database.ping(5_000).catch((error: unknown) => expect(error).toBeInstanceOf(DatabaseAwayError));
    expect(await connectionId()).not.toBe(idle);

    const busy = database.bulk(async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const sleeping = client.query('SELECT pg_sleep(60)');
      await server.command(`SELECT pg_terminate_backend(${rows[0].pid})`);
      await sleeping;
    });
    await expect(busy).rejects.toThrow(/is away: terminating connection due to administrator command$/);
    await database.ping(5_000);
  });

  it('does not wait longer than told for an answer', async () => {
    const own = await server.freshDatabase();
    await own.bulk((client) => client.query('SELECT 1'));
    const { pid } = await own.bulk(async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      return rows[0];
    });
    process.kill(pid, 'SIGSTOP');
    try {
      await expect(own.ping(200)).rejects.toThrow(/is away: no answer within 200 ms$/);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await own.close();
  });

  it('closes, and closes again', async () => {
    const own = await server.freshDatabase();
    await own.close();
    await own.close();
    await expect(own.bulk(() => Promise.resolve())).rejects.toThrow(DatabaseAwayError);
  });

  it('keeps microseconds in the columns of entities, whatever the zone of the machine', async () => {
    const instruments = database.dataSource.getRepository(InstrumentEntity);
    const apple = { symbol: 'AAPL', firstTsMicros: NOW, lastTsMicros: NOW + 1, rowCount: 2 ** 40 };
    await instruments.save(apple);
    expect(await instruments.findOneByOrFail({ lastTsMicros: NOW + 1 })).toEqual(apple);
    const [{ text }] = await database.dataSource.query<[{ text: string }]>(
      'SELECT first_ts::text AS text FROM instruments',
    );
    expect(text).toBe('2025-01-02 10:00:00.123456');
  });

  it('keeps an absent stamp absent, and refuses a number that would be rounded', async () => {
    const anomalies = database.dataSource.getRepository(AnomalyEntity);
    const finding = {
      id: '1',
      tsMicros: null,
      symbol: 'A',
      level: 1,
      code: 'BAD_TS',
      severity: 'LOW',
      document: '{}',
    };
    await anomalies.save(finding);
    expect(await anomalies.findOneByOrFail({ id: '1' })).toEqual(finding);
    await expect(database.dataSource.query('SELECT 9007199254740993::bigint')).rejects.toThrow(
      /BIGINT is 9007199254740993, allowed: ±9007199254740991/,
    );
  });

  it('cannot change an event of an alert through its entity either', async () => {
    const events = database.dataSource.getRepository(AlertEventEntity);
    const event = { alertId: null, kind: 'NOTED', at: new Date(0), actor: 'a', payload: '{}', key: 'k' };
    await events.insert({ position: 1, ...event, previousHash: '', hash: 'h' });
    await expect(events.update({ position: 1 }, { actor: 'b' })).rejects.toThrow(
      /UPDATE on alert_events is refused/,
    );
    expect((await events.findOneByOrFail({ position: 1 })).actor).toBe('a');
  });
});
