import { type SnapshotMessage } from '@genesis/contracts';
import request from 'supertest';
import { eventually } from './eventually.js';
import { type RunningApp, startApp } from './start-app.js';

/** Every refusal has this shape. */
function refusal(statusCode: number, error: string, ...messages: (string | RegExp)[]): object {
  const patterns: unknown[] = messages.map((text): unknown =>
    typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text),
  );
  return { statusCode, error, message: patterns };
}

describe('REST API', () => {
  let running: RunningApp;
  const get = (path: string): request.Test => request(running.url).get(path);
  const post = (path: string, body?: string | object): request.Test =>
    request(running.url).post(path).send(body);

  beforeAll(async () => {
    running = await startApp({ SIM_RATE: '50', REPLAY_SPEED: '10', SIM_SYMBOLS: '2' });
    await eventually(async () => {
      const { body } = await get('/snapshots?limit=1000');
      expect((body as unknown[]).length).toBeGreaterThan(50);
    });
    // What is read twice stays the same.
    await post('/pause').expect(200);
  });

  afterAll(() => running.app.close());

  describe('reading', () => {
    it('has a front door with links that work', async () => {
      const { body } = await get('/').expect(200);
      expect(body).toMatchObject({
        name: 'genesis',
        links: { docs: '/docs', health: '/health', metrics: '/metrics' },
      });
      for (const name of ['openapi', 'health', 'metrics', 'dashboard', 'replay']) {
        await get(body.links[name] as string).expect(200);
      }
    });

    it('names the instruments and how they stand', async () => {
      const { body } = await get('/instruments').expect(200);
      expect(body).toHaveLength(2);
      expect(body[0]).toMatchObject({ symbol: expect.any(String), best_bid: expect.any(Number) });
    });

    it('gives whole snapshots, oldest first, as many as asked for', async () => {
      const { body } = await get('/snapshots?limit=20').expect(200);
      const snapshots = body as SnapshotMessage[];
      expect(snapshots).toHaveLength(20);
      for (const snapshot of snapshots) {
        expect(snapshot.bid_prices).toHaveLength(10);
        expect(snapshot.best_bid).toBeLessThan(snapshot.best_ask ?? NaN);
        expect(snapshot.mid_price).toBeCloseTo(
          ((snapshot.best_bid ?? NaN) + (snapshot.best_ask ?? NaN)) / 2,
          9,
        );
      }
      const stamps = snapshots.map(({ timestamp }) => timestamp);
      expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
    });

    it('keeps to symbol and range', async () => {
      const { body: all } = await get('/snapshots?limit=30');
      const { symbol, timestamp } = (all as SnapshotMessage[])[10];
      const { body } = await get(`/snapshots?symbol=${symbol}&from=${timestamp}&to=${timestamp}`).expect(200);
      expect(body).toEqual([(all as SnapshotMessage[])[10]]);
    });

    it('gives the latest snapshot of each instrument, or of one', async () => {
      const { body: each } = await get('/snapshots/latest').expect(200);
      expect(each).toHaveLength(2);
      const { body: one } = await get(`/snapshots/latest?symbol=${each[0].symbol}`).expect(200);
      expect(one).toHaveLength(1);
      expect(one[0].sequence).toBeGreaterThanOrEqual(each[0].sequence as number);
    });

    it('answers the questions about alerts, anomalies and detectors', async () => {
      expect((await get('/alerts/history').expect(200)).body).toEqual(expect.any(Array));
      expect((await get('/alerts/history?type=SPOOFING&severity=HIGH&limit=5').expect(200)).body).toEqual(
        expect.any(Array),
      );
      expect((await get('/alerts/stats').expect(200)).body).toMatchObject({
        total_alerts_logged: expect.any(Number),
      });
      expect((await get('/anomalies?level=3&limit=5').expect(200)).body).toEqual(expect.any(Array));
      const { body: detectors } = await get('/detectors').expect(200);
      expect((detectors as { type: string }[]).map(({ type }) => type)).toContain('SPOOFING');
    });

    it('sends headers that keep browsers careful', async () => {
      const { headers } = await get('/replay');
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-powered-by']).toBeUndefined();
    });
  });

  describe('bad queries', () => {
    const limit = 'limit must be a whole number from 1 to 1000';
    it.each([
      ['/snapshots?limit=abc', `${limit}; got "abc"`],
      ['/snapshots?limit=0', `${limit}; got 0`],
      ['/snapshots?limit=1001', `${limit}; got 1001`],
      ['/snapshots?limit=1.5', `${limit}; got 1.5`],
      ['/snapshots?limit=', `${limit}; got ""`],
      ['/snapshots?limit=1e2', `${limit}; got "1e2"`],
      ['/snapshots?limit=5&limit=6', `${limit}; got ["5","6"]`],
      ['/snapshots?from=yesterday', 'from must be a number of epoch seconds, 0 or more; got "yesterday"'],
      ['/snapshots?from=-1', 'from must be a number of epoch seconds, 0 or more; got -1'],
      ['/snapshots?from=2&to=1', 'from must not be after to; got from 2 and to 1'],
      ['/snapshots?symbol=', 'symbol must be 1 to 64 characters without blanks; got ""'],
      ['/snapshots?colour=red', 'colour is not known here; known are'],
      ['/snapshots?constructor=1', 'constructor is not known here; known are'],
      ['/snapshots?__proto__=1', '__proto__ is not known here; known are'],
      ['/alerts/history?toString=1', 'toString is not known here; known are'],
      ['/alerts/history?type=ARSON', 'type must be one of SPOOFING, LAYERING'],
      ['/alerts/history?severity=high', 'severity must be one of LOW, MEDIUM, HIGH, CRITICAL; got "high"'],
      ['/anomalies?level=7', 'level must be one of 1, 2, 3, 4, 5, 6; got 7'],
      ['/anomalies?code=NOPE', 'code must be one of EMPTY_FIELD'],
    ])('%s → 400: %s', async (path, message) => {
      const { body } = await get(path).expect(400);
      expect(body).toEqual(refusal(400, 'Bad Request', message));
    });

    it('names every wrong field at once', async () => {
      const { body } = await get('/snapshots?limit=0&to=x').expect(400);
      expect(body.message).toHaveLength(2);
    });

    it('answers 404 to what does not exist, and says what does', async () => {
      const { body: symbols } = await get('/instruments');
      const { body } = await get('/snapshots?symbol=NOPE').expect(404);
      expect(body).toEqual(
        refusal(404, 'Not Found', `symbol "NOPE" is not known; known are ${symbols[0].symbol}`),
      );
      await get('/snapshots/latest?symbol=NOPE').expect(404);
      expect((await get('/alerts/0000').expect(404)).body).toEqual(refusal(404, 'Not Found', 'alert "0000"'));
      expect((await get('/nowhere?x=1').expect(404)).body).toEqual(
        refusal(404, 'Not Found', 'there is no GET /nowhere; /docs lists what there is'),
      );
      expect((await get('/speed').expect(404)).body).toEqual(
        refusal(404, 'Not Found', 'there is no GET /speed'),
      );
    });
  });

  describe('bad bodies', () => {
    const speed = 'speed must be a number from 0.1 to 10 (times real time); got';
    it.each([
      [{ speed: 0 }, `${speed} 0`],
      [{ speed: 11 }, `${speed} 11`],
      [{ speed: -1 }, `${speed} -1`],
      [{ speed: 'x' }, `${speed} "x"`],
      [{ speed: '2' }, `${speed} "2"`],
      [{ speed: null }, `${speed} null`],
      [{ speed: [2] }, `${speed} [2]`],
      [{}, `${speed} nothing`],
      [{ speed: 2, pace: 3 }, 'pace is not known here; known are speed; got 3'],
    ])('POST /speed %j → 400', async (body, message) => {
      const answer = await post('/speed', body).expect(400);
      expect(answer.body).toEqual(refusal(400, 'Bad Request', message));
    });

    it.each([0, 10_001, 1.5, 'x', null])('POST /replay/step {"count": %j} → 400', async (count) => {
      const { body } = await post('/replay/step', { count }).expect(400);
      expect(body).toEqual(refusal(400, 'Bad Request', 'count must be a whole number from 1 to 10000; got'));
    });

    it.each([{}, { timestamp: 'now' }, { timestamp: 1 }, { timestamp: 1e12 }])(
      'POST /replay/seek %j → 400 with the span of the data',
      async (given) => {
        const { body } = await post('/replay/seek', given).expect(400);
        expect(body).toEqual(refusal(400, 'Bad Request', /timestamp must be a number from \d+.* to \d+/));
      },
    );

    it('refuses what is no JSON object', async () => {
      const json = (text: string): request.Test =>
        request(running.url).post('/speed').set('Content-Type', 'application/json').send(text);
      expect((await json('{"speed":').expect(400)).body).toEqual(
        refusal(400, 'Bad Request', /^the body is not JSON: /),
      );
      expect((await json('[{"speed":2}]').expect(400)).body).toEqual(
        refusal(400, 'Bad Request', 'got a list'),
      );
      for (const text of ['"2"', 'null', '7', 'true']) {
        expect((await json(text).expect(400)).body).toEqual(
          refusal(400, 'Bad Request', `the body must be a JSON object; got ${text}`),
        );
      }
      expect((await json('{"speed":1e999}').expect(400)).body).toEqual(
        refusal(400, 'Bad Request', /; got Infinity$/),
      );
      expect((await json('{"speed":2,"__proto__":1}').expect(400)).body).toEqual(
        refusal(400, 'Bad Request', '__proto__ is not known here; known are speed; got 1'),
      );
    });

    it('refuses what is too large, and what is not JSON at all', async () => {
      const large = await post('/speed', { speed: 'x'.repeat(70_000) }).expect(413);
      expect(large.body).toEqual(refusal(413, 'Payload Too Large', 'larger than 65536 bytes'));
      const form = await request(running.url).post('/speed').type('form').send('speed=2').expect(415);
      expect(form.body).toEqual(
        refusal(415, 'Unsupported Media Type', 'must be application/json; got "application/x-'),
      );
    });
  });

  describe('API document', () => {
    it('lists every call with a summary, a tag, an example and the shape of its errors', async () => {
      const { body } = await get('/docs-json').expect(200);
      expect(Object.keys(body.paths as object)).toEqual(
        expect.arrayContaining([
          '/pause',
          '/resume',
          '/speed',
          '/replay',
          '/replay/seek',
          '/replay/step',
          '/instruments',
          '/snapshots',
          '/snapshots/latest',
          '/anomalies',
          '/alerts/history',
          '/alerts/stats',
          '/alerts/{id}',
          '/detectors',
          '/health',
          '/metrics',
          '/metrics/dashboard',
        ]),
      );
      expect(body.components.schemas.ErrorBody.required).toEqual(['statusCode', 'error', 'message']);
      const tags = (body.tags as { name: string }[]).map(({ name }) => name);
      for (const path of Object.values(body.paths as Record<string, Record<string, Operation>>)) {
        for (const operation of Object.values(path)) {
          expect(operation.summary).toBeTruthy();
          expect(operation.tags).toHaveLength(1);
          expect(tags).toContain(operation.tags?.[0]);
          expect(operation.responses.default).toBeDefined();
        }
      }
    });

    it('shows for every error the text of that route, under its own status', async () => {
      const { body } = await get('/docs-json').expect(200);
      const paths = body.paths as Record<string, Record<string, Operation>>;
      const told = (method: string, path: string, status: string): unknown =>
        paths[path][method].responses[status].content?.['application/json'].example;
      expect(told('post', '/speed', '400')).toEqual(refusal(400, 'Bad Request', 'speed must be a number'));
      expect(told('post', '/replay/seek', '400')).toEqual(refusal(400, 'Bad Request', 'timestamp must be'));
      expect(told('post', '/replay/step', '409')).toEqual(refusal(409, 'Conflict', 'works while PAUSED'));
      expect(told('get', '/alerts/{id}', '404')).toEqual(refusal(404, 'Not Found', 'alert "0000"'));
      expect(told('get', '/snapshots', '404')).toEqual(
        refusal(404, 'Not Found', 'symbol "XYZ" is not known'),
      );
      for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
        for (const [status, { content }] of Object.entries(operation.responses)) {
          if (status.startsWith('4')) {
            expect(content?.['application/json'].example).toMatchObject({ statusCode: Number(status) });
          }
        }
      }
    });

    it('shows what the probes answer, in the shape that they have', async () => {
      const { body } = await get('/docs-json').expect(200);
      for (const path of ['/health/live', '/health/ready']) {
        const { responses } = (body.paths as Record<string, Record<string, Operation>>)[path].get;
        const example = responses['200'].content?.['application/json'].example as { details: object };
        const answer = (await get(path).expect(200)).body as { details: object };
        expect(Object.keys(example)).toEqual(Object.keys(answer));
        expect(Object.keys(example.details).sort()).toEqual(Object.keys(answer.details).sort());
        expect(JSON.stringify(responses)).not.toMatch(/redis/);
      }
    });

    it('serves the page that shows it', async () => {
      const { text } = await get('/docs').expect(200);
      expect(text).toContain('swagger-ui');
      await get('/docs/swagger-ui-init.js').expect(200);
    });
  });
});

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly responses: Record<string, { readonly content?: Record<string, { readonly example?: unknown }> }>;
}

describe('calls that change something', () => {
  const TOKEN = 'correct-horse-battery';
  let running: RunningApp;

  afterEach(() => running.app.close());

  const pause = (): request.Test => request(running.url).post('/pause');

  it('are open to this machine while nothing else can reach the service', async () => {
    running = await startApp();
    await pause().expect(200);
    const foreign = await pause().set('Origin', 'https://evil.example').expect(403);
    expect(foreign.body).toEqual(refusal(403, 'Forbidden', 'web page of another origin'));
    await pause().set('Host', 'evil.example').expect(403);
    const forwarded = await pause().set('X-Forwarded-For', '203.0.113.9').expect(403);
    expect(forwarded.body).toEqual(refusal(403, 'Forbidden', 'set ADMIN_TOKEN'));
  });

  it('are as closed as reading to a page that gave this machine a name of its own', async () => {
    running = await startApp();
    for (const path of ['/replay', '/docs-json', '/nowhere']) {
      const { body } = await request(running.url).get(path).set('Host', 'evil.example').expect(403);
      expect(body).toEqual(refusal(403, 'Forbidden', 'Host must name this machine'));
    }
    const polling = '/socket.io/?EIO=4&transport=polling';
    await request(running.url).get(polling).set('Host', 'evil.example').expect(403);
    await request(running.url).get('/replay').set('Host', 'localhost').expect(200);
  });

  it('need the token where one is set', async () => {
    running = await startApp({ ADMIN_TOKEN: TOKEN });
    const { body, headers } = await pause().expect(401);
    expect(body).toEqual(refusal(401, 'Unauthorized', 'Authorization: Bearer'));
    expect(headers['www-authenticate']).toContain('Bearer');
    await pause().set('Authorization', 'Bearer wrong').expect(401);
    await pause().set('Authorization', `Bearer ${TOKEN}`).expect(200);
    await request(running.url).get('/replay').expect(200);
  });

  it('are closed while the service is open to the network without a token', async () => {
    running = await startApp({ HOST: '0.0.0.0' });
    expect((await pause().expect(403)).body).toEqual(refusal(403, 'Forbidden', 'set ADMIN_TOKEN'));
  });

  it('are refused before their bodies are looked at', async () => {
    running = await startApp({ ADMIN_TOKEN: TOKEN });
    await request(running.url).post('/speed').send({ speed: 'x' }).expect(401);
  });
});
