import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AlertMessage,
  type DetectorChangeMessage,
  type DetectorPreview,
  type TunableDetectorReport,
} from '@genesis/contracts';
import request from 'supertest';
import { parseSettings } from '../../apps/surveillance/src/config/parse-settings.js';
import { eventually } from './eventually.js';
import { type RunningService, startService } from './running-service.js';
import { startApp } from './start-app.js';

const FAST = { SIM_SYMBOLS: '2', SIM_RATE: '200', REPLAY_SPEED: '10' };

describe('settings of detectors over HTTP', () => {
  let service: RunningService;
  let symbol: string;

  beforeAll(async () => {
    service = await startService(FAST);
    await service.replay.started();
    [symbol] = service.replay.state().symbols;
  });
  afterAll(() => service.stop());

  const get = (path: string): request.Test => request(service.url).get(path);
  const patch = (type: string, body: object): request.Test =>
    request(service.url).patch(`/detectors/${type}`).send(body);

  async function detector(type: string): Promise<TunableDetectorReport> {
    const { body } = await get('/detectors').expect(200);
    const found = (body as TunableDetectorReport[]).find((report) => report.type === type);
    if (found === undefined) throw new Error(`no detector ${type}`);
    return found;
  }

  it('are shown with default, bounds and unit', async () => {
    const { parameters, settings, overrides, symbol_settings, configuration } =
      await detector('HEAVY_IMBALANCE');
    expect(parameters.find(({ name }) => name === 'enterZ')).toEqual({
      ...{ name: 'enterZ', unit: 'robust deviations', default: 3, lowest: 0.1, highest: 100, whole: false },
      shared_with: [],
    });
    expect(new Set(parameters.map(({ name }) => name))).toEqual(new Set(Object.keys(settings)));
    expect({ overrides, symbol_settings }).toEqual({ overrides: [], symbol_settings: {} });
    expect(configuration).toMatch(/^[0-9a-f]{16}$/);
  });

  it('are changed for one symbol and for all, and taken back', async () => {
    const own = await detector('HEAVY_IMBALANCE');
    const { body } = await patch('HEAVY_IMBALANCE', { symbol, settings: { enterZ: 4 }, actor: 'kim' }).expect(
      200,
    );
    const change = body as DetectorChangeMessage;
    expect(change).toMatchObject({
      ...{ type: 'HEAVY_IMBALANCE', symbol, actor: 'kim', stored: 'memory' },
      changes: [{ name: 'enterZ', before: 3, after: 4 }],
    });
    expect(change.configuration).not.toBe(own.configuration);
    expect(change.detector).toMatchObject({
      settings: { enterZ: 3 },
      configuration: own.configuration,
      symbol_settings: { [symbol]: { enterZ: 4, holdRows: 2 } },
      overrides: [{ symbol, name: 'enterZ', value: 4, origin: 'request' }],
    });
    const all = await patch('HEAVY_IMBALANCE', { settings: { enterZ: 5, holdRows: 3 } }).expect(200);
    expect((all.body as DetectorChangeMessage).detector).toMatchObject({
      settings: { enterZ: 5, holdRows: 3 },
      symbol_settings: { [symbol]: { enterZ: 4, holdRows: 3 } },
    });
    await patch('HEAVY_IMBALANCE', { symbol, settings: { enterZ: null } }).expect(200);
    const back = await patch('HEAVY_IMBALANCE', { settings: { enterZ: null, holdRows: null } }).expect(200);
    expect((back.body as DetectorChangeMessage).changes).toEqual([
      { name: 'enterZ', before: 5, after: 3 },
      { name: 'holdRows', before: 3, after: 2 },
    ]);
    expect(await detector('HEAVY_IMBALANCE')).toMatchObject({
      overrides: [],
      configuration: own.configuration,
    });
  });

  it('are changed for every detector that shares them', async () => {
    await patch('SPOOFING', { settings: { explanationSeconds: 2 } }).expect(200);
    expect((await detector('LAYERING')).settings.explanationSeconds).toBe(2);
    await patch('LAYERING', { settings: { explanationSeconds: null } }).expect(200);
    expect((await detector('SPOOFING')).settings.explanationSeconds).toBe(1);
  });

  it.each<[string, string, object, number, RegExp]>([
    [
      'an unknown detector',
      'SPOOF',
      { settings: { minMeans: 2 } },
      404,
      /no detector "SPOOF"; known are SPOOFING/,
    ],
    [
      'an unknown symbol',
      'SPOOFING',
      { symbol: 'NONE', settings: { minMeans: 2 } },
      404,
      /symbol "NONE" is not known/,
    ],
    [
      'a slip of the pen',
      'SPOOFING',
      { settings: { minMean: 2 } },
      400,
      /no setting SPOOFING\.minMean \(did you mean minMeans\?\)/,
    ],
    [
      'an unknown name to take back',
      'SPOOFING',
      { settings: { minMean: null } },
      400,
      /did you mean minMeans/,
    ],
    [
      'a value out of bounds',
      'SPOOFING',
      { settings: { minMeans: 0 } },
      400,
      /minMeans is 0, expected a number from 0\.1 to 1000/,
    ],
    [
      'a text',
      'SPOOFING',
      { settings: { minMeans: '2' } },
      400,
      /settings must be an object .* got \{"minMeans":"2"\}/,
    ],
    ['nothing', 'SPOOFING', { settings: {} }, 400, /at least one setting/],
    ['no settings', 'SPOOFING', {}, 400, /settings must be an object/],
    ['an unknown field', 'SPOOFING', { setting: { minMeans: 2 } }, 400, /setting is not known here/],
    ['the engine as actor', 'SPOOFING', { settings: { minMeans: 2 }, actor: 'engine' }, 400, /actor must be/],
  ])('are not changed by %s', async (_what, type, body, status, message) => {
    const before = await get('/detectors');
    const { body: error } = await patch(type, body).expect(status);
    expect((error as { message: string[] }).message.join('\n')).toMatch(message);
    const after = await get('/detectors');
    expect((after.body as TunableDetectorReport[]).map(({ settings }) => settings)).toEqual(
      (before.body as TunableDetectorReport[]).map(({ settings }) => settings),
    );
  });

  it('tell everything that is wrong at once', async () => {
    const { body } = await patch('SPOOFING', { settings: { minMeans: 0, z: 1 } }).expect(400);
    expect((body as { message: string[] }).message).toHaveLength(2);
  });

  it('count from the next batch on: alerts carry the configuration that they were judged by', async () => {
    const { configuration: usual } = await detector('WIDE_SPREAD');
    // Any spread is wide now, and a second later it may be so again.
    const settings = { maxSpreadOfMid: 0.0001, exitShare: 1 };
    const { body } = await patch('WIDE_SPREAD', { symbol, settings }).expect(200);
    const { configuration } = body as DetectorChangeMessage;
    const raised = await eventually(async () => {
      const { body: alerts } = await get(`/alerts/history?type=WIDE_SPREAD&symbol=${symbol}`).expect(200);
      const judged = (alerts as AlertMessage[]).filter(
        ({ evidence }) => evidence.configuration === configuration,
      );
      expect(judged).not.toHaveLength(0);
      return judged;
    });
    for (const { evidence } of raised) {
      expect(evidence.configurations?.[0].configuration).toBe(usual);
      expect(evidence.configurations?.at(-1)?.from_sequence).toBeLessThanOrEqual(evidence.to_sequence);
    }
    const { body: evidence } = await get(`/alerts/${raised[0].id}/evidence`).expect(200);
    expect(evidence).toMatchObject({ overrides: { WIDE_SPREAD: settings } });
    await patch('WIDE_SPREAD', { symbol, settings: { maxSpreadOfMid: null, exitShare: null } }).expect(200);
  });
});

describe('a preview of settings', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await startService({
      SIM_SYMBOLS: '1',
      SIM_RATE: '20',
      REPLAY_SPEED: '100',
      REPLAY_SPEED_MAX: '100',
      SIM_EPISODES: 'false',
      CANARY_INTERVAL_SECONDS: '0',
    });
    const [symbol] = service.replay.state().symbols;
    await eventually(async () => {
      const { body } = await request(service.url).get(`/snapshots/latest?symbol=${symbol}`);
      const { sequence = 0 } = (Array.isArray(body) ? body[0] : body) as { sequence?: number };
      expect(sequence).toBeGreaterThan(8_000);
    });
  });
  afterAll(() => service.stop());

  const preview = (type: string, body: object): request.Test =>
    request(service.url).post(`/detectors/${type}/preview`).send(body);

  async function spoofing(): Promise<TunableDetectorReport['settings']> {
    const { body } = await request(service.url).get('/detectors').expect(200);
    return (body as TunableDetectorReport[]).find(({ type }) => type === 'SPOOFING')?.settings ?? {};
  }

  it('says for each value what it would do, and leaves the stream as it is; one at a time', async () => {
    const asked = { param: 'minMeans', range: { from: 1.5, to: 3.5, step: 1 }, rounds: 2, minutes: 6 };
    const before = await spoofing();
    const first = preview('SPOOFING', asked).then((response) => response);
    await eventually(async () => {
      const { status, body } = await preview('SPOOFING', asked);
      expect(status).toBe(409);
      expect((body as { message: string[] }).message[0]).toContain('another preview is at work');
    });
    const { status, body } = await first;
    expect(status).toBe(200);
    const { steps, window, present, unit } = body as DetectorPreview;
    expect({ present, unit }).toEqual({ present: before.minMeans, unit: 'local means of a level' });
    const values = new Set([1.5, 2.5, 3.5, present]);
    expect(steps.map(({ value }) => value)).toEqual([...values].sort((a, b) => a - b));
    expect(window).toMatchObject({ kept_in: 'memory', trades: false, cut: false });
    expect(window.rows).toBeGreaterThan(5_000);
    expect(window.to - window.from).toBeLessThanOrEqual(360);
    const [low, high] = [steps[0], steps[steps.length - 1]];
    const now = steps.find((step) => step.present);
    expect(now).toMatchObject({ value: present, gained: { count: 0 }, lost: { count: 0 } });
    expect(low.episodes).toBeGreaterThan(0);
    expect(low.recall ?? -1).toBeGreaterThanOrEqual(high.recall ?? 2);
    expect(low.alerts_per_hour).toBeGreaterThanOrEqual(high.alerts_per_hour);
    for (const { gained, lost } of steps) {
      expect(gained.alerts).toHaveLength(Math.min(gained.count, 50));
      expect(lost.alerts).toHaveLength(Math.min(lost.count, 50));
    }
    expect(await spoofing()).toEqual(before);
  });

  it.each<[string, string, object, number, RegExp]>([
    ['an unknown detector', 'X', { param: 'a', values: [1] }, 404, /no detector "X"/],
    [
      'an unknown setting',
      'SPOOFING',
      { param: 'enterZ', values: [1] },
      400,
      /param must be a setting of SPOOFING .* got "enterZ"/,
    ],
    [
      'a value out of bounds',
      'SPOOFING',
      { param: 'minMeans', values: [1, 0] },
      400,
      /must each be a number from 0\.1 to 1000; got 0/,
    ],
    ['neither values nor range', 'SPOOFING', { param: 'minMeans' }, 400, /either values or range/],
    [
      'both',
      'SPOOFING',
      { param: 'minMeans', values: [1], range: { from: 1, to: 2, step: 1 } },
      400,
      /either values or range/,
    ],
    [
      'a range without end',
      'SPOOFING',
      { param: 'minMeans', range: { from: 1, to: 2, step: 0 } },
      400,
      /range must be/,
    ],
    [
      'too many values',
      'SPOOFING',
      { param: 'minMeans', range: { from: 1, to: 2, step: 0.01 } },
      400,
      /1 to 25 values/,
    ],
    [
      'an unknown symbol',
      'SPOOFING',
      { param: 'minMeans', values: [1], symbol: 'NONE' },
      404,
      /symbol "NONE"/,
    ],
    [
      'a window that ends before it begins',
      'SPOOFING',
      { param: 'minMeans', values: [1], from: 2, to: 1 },
      400,
      /from must not be after to/,
    ],
    [
      'a window without rows',
      'SPOOFING',
      { param: 'minMeans', values: [1], from: 1, to: 2 },
      409,
      /there are no rows of/,
    ],
  ])('refuses %s', async (_what, type, body, status, message) => {
    const { body: error } = await preview(type, body).expect(status);
    expect((error as { message: string[] }).message.join('\n')).toMatch(message);
  });
});

describe('settings of detectors of a service with a token', () => {
  it('are changed and previewed by who knows it', async () => {
    const token = 'correct-horse-battery';
    const { app, url } = await startApp({ ADMIN_TOKEN: token, MODE: 'SIMULATION' });
    const body = { settings: { minMeans: 3 } };
    await request(url).patch('/detectors/SPOOFING').send(body).expect(401);
    await request(url)
      .post('/detectors/SPOOFING/preview')
      .send({ param: 'minMeans', values: [3] })
      .expect(401);
    await request(url)
      .patch('/detectors/SPOOFING')
      .set('Authorization', `Bearer ${token}`)
      .send(body)
      .expect(200);
    await app.close();
  });

  it('are not changed in profile seed', async () => {
    const { app, url } = await startApp({ DETECTION_PROFILE: 'seed', MODE: 'SIMULATION' });
    const { body } = await request(url)
      .patch('/detectors/SPOOFING')
      .send({ settings: { minMeans: 3 } })
      .expect(400);
    expect((body as { message: string[] }).message).toEqual([
      expect.stringContaining('takes no changed settings'),
    ]);
    await app.close();
  });
});

describe('settings of detectors in the configuration', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genesis-overrides-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  function fileOf(content: unknown): string {
    const file = join(folder, 'detection.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  it('are in force from the first row on, under what requests ask for', async () => {
    const file = fileOf({
      detectors: { SPOOFING: { minMeans: 2.5 } },
      symbols: { LATER: { WIDE_SPREAD: { maxSpreadOfMid: 0.2 } } },
    });
    const { app, url } = await startApp({ DETECTION_OVERRIDES_FILE: file, MODE: 'SIMULATION' });
    await request(url)
      .patch('/detectors/SPOOFING')
      .send({ settings: { minMeans: 4 } })
      .expect(200);
    const asked = await request(url).get('/detectors');
    const of = (body: unknown, type: string): TunableDetectorReport | undefined =>
      (body as TunableDetectorReport[]).find((report) => report.type === type);
    expect(of(asked.body, 'SPOOFING')).toMatchObject({
      settings: { minMeans: 4 },
      overrides: [{ symbol: null, name: 'minMeans', value: 4, origin: 'request' }],
    });
    expect(of(asked.body, 'WIDE_SPREAD')).toMatchObject({
      symbol_settings: { LATER: { maxSpreadOfMid: 0.2, exitShare: 0.8 } },
      overrides: [{ symbol: 'LATER', name: 'maxSpreadOfMid', value: 0.2, origin: 'configuration' }],
    });
    const { body } = await request(url)
      .patch('/detectors/SPOOFING')
      .send({ settings: { minMeans: null } })
      .expect(200);
    expect((body as DetectorChangeMessage).changes).toEqual([{ name: 'minMeans', before: 4, after: 2.5 }]);
    await app.close();
  });

  it('stop the start with a list of everything that is wrong', () => {
    const file = fileOf({
      detectors: { SPOFING: { minMeans: 2 }, SPOOFING: { minMean: 2, maxParts: 2.5 } },
      symbols: { AAPL: { LAYERING: { minPrices: 11 } } },
    });
    expect(() => parseSettings({ DETECTION_OVERRIDES_FILE: file })).toThrow(
      new RegExp(
        [
          '^4 settings cannot be used:',
          '  DETECTION_OVERRIDES_FILE=.*: no detector SPOFING \\(did you mean SPOOFING\\?\\); allowed are .*',
          '  .*: no setting SPOOFING\\.minMean \\(did you mean minMeans\\?\\); allowed are .*',
          '  .*: SPOOFING\\.maxParts is 2\\.5, expected a whole number from 1 to 1000',
          '  .*: AAPL: LAYERING\\.minPrices is 11, expected a whole number from 2 to 10$',
        ].join('\\n'),
      ),
    );
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['no JSON', { DETECTION_OVERRIDES: '{' }, /DETECTION_OVERRIDES=\{: allowed is a JSON object such as/],
    ['a list', { DETECTION_OVERRIDES: '[]' }, /DETECTION_OVERRIDES=\[\]: expected an object, got \[\]/],
    [
      'an unknown part',
      { DETECTION_OVERRIDES: '{"detector":{}}' },
      /detector is not known here \(did you mean detectors\?\)/,
    ],
    [
      'a text for a number',
      { DETECTION_OVERRIDES: '{"detectors":{"SPOOFING":{"minMeans":"2"}}}' },
      /detectors\.SPOOFING\.minMeans is "2", expected a number/,
    ],
    [
      'a file that is not there',
      { DETECTION_OVERRIDES_FILE: '/nowhere/detection.json' },
      /cannot be read: .*ENOENT/,
    ],
    [
      'settings of profile seed',
      { DETECTION_PROFILE: 'seed', DETECTION_OVERRIDES: '{"detectors":{"SPOOFING":{"minMeans":2}}}' },
      /takes no changed settings/,
    ],
  ])('refuse %s', (_what, environment, message) => {
    expect(() => parseSettings(environment)).toThrow(message);
  });

  it('stand in one place', () => {
    const file = fileOf({});
    const both = { DETECTION_OVERRIDES_FILE: file, DETECTION_OVERRIDES: '{"detectors":{}}' };
    expect(() => parseSettings(both)).toThrow('DETECTION_OVERRIDES is set too; set one of the two');
    expect(() => parseSettings({ DETECTION_OVERRIDES_FILE: fileOf('{"detectors"') })).toThrow('is no JSON');
    expect(parseSettings({ DETECTION_OVERRIDES_FILE: fileOf({}) }).detectionOverrides).toEqual({
      detectors: {},
      symbols: {},
    });
  });
});
