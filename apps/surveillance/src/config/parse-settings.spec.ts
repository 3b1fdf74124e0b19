import { SettingsError } from '@genesis/settings';
import { readFileSync } from 'node:fs';
import { envExample } from './env-example.js';
import { findNearMisses } from './near-miss.js';
import { parseSettings } from './parse-settings.js';
import { SETTING_DEFINITIONS } from './setting-definitions.js';

const definitions = Object.values(SETTING_DEFINITIONS);

function problemsOf(environment: Record<string, string>): string[] {
  try {
    parseSettings(environment);
    return [];
  } catch (error) {
    return (error as SettingsError).problems.map(({ env }) => env);
  }
}

describe('parseSettings', () => {
  it('has the documented defaults when nothing is set', () => {
    expect(parseSettings({})).toMatchObject({
      host: '127.0.0.1',
      port: 8000,
      mode: 'AUTO',
      detectionProfile: 'calibrated',
      replaySpeed: 1,
      replaySpeedMin: 0.1,
      replaySpeedMax: 10,
      replayLoop: true,
      simulationSeed: 42,
      simulationSymbols: 3,
      simulationEpisodes: true,
      historySize: 1000,
      historyTotal: 50_000,
      adminToken: null,
      corsOrigins: [],
      csvPaths: [],
      csvFormat: null,
    });
  });

  it('reads every kind of value', () => {
    const settings = parseSettings({
      HOST: '0.0.0.0',
      PORT: '0',
      MODE: 'csv_replay',
      CSV_PATH: ' a.csv, b c.csv.gz ,',
      CSV_FORMAT: 'lobster',
      REPLAY_SPEED: '2.5',
      REPLAY_LOOP: 'off',
      CORS_ORIGINS: 'https://desk.example:8443',
      ADMIN_TOKEN: '0123456789abcdef',
    });
    expect(settings).toMatchObject({
      host: '0.0.0.0',
      port: 0,
      mode: 'CSV_REPLAY',
      csvPaths: ['a.csv', 'b c.csv.gz'],
      csvFormat: 'lobster',
      replaySpeed: 2.5,
      replayLoop: false,
      corsOrigins: ['https://desk.example:8443'],
      adminToken: '0123456789abcdef',
    });
    expect(Object.isFrozen(settings)).toBe(true);
  });

  it('takes an empty value for the default', () => {
    expect(parseSettings({ PORT: '', ADMIN_TOKEN: '  ', CSV_FORMAT: '' })).toEqual(parseSettings({}));
  });

  it('lists all bad values together, with name, value and what is allowed', () => {
    const parse = (): unknown => parseSettings({ PORT: '80000', MODE: 'LIVE', REPLAY_LOOP: 'maybe' });
    expect(parse).toThrow(SettingsError);
    expect(parse).toThrow(
      [
        '3 settings cannot be used:',
        '  PORT=80000: allowed is a whole number from 0 to 65535 (TCP port)',
        '  MODE=LIVE: allowed is one of AUTO, DB_REPLAY, CSV_REPLAY, SIMULATION',
        '  REPLAY_LOOP=maybe: allowed is true or false (also 1/0, yes/no, on/off)',
      ].join('\n'),
    );
  });

  it.each([
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['SIM_RATE', 'NaN'],
    ['SIM_RATE', 'Infinity'],
    ['HISTORY_SIZE', '99'],
    ['HISTORY_TOTAL', '999'],
    ['HOST', 'not a host'],
    ['CSV_FORMAT', 'parquet'],
    ['CSV_SYMBOL', 'A B'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://a.example/path'],
    ['LOG_LEVEL', 'loud'],
    ['DETECTION_PROFILE', 'magic'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([name]);
  });

  it('never shows a secret', () => {
    expect(() => parseSettings({ ADMIN_TOKEN: 'short-secret' })).toThrow(/ADMIN_TOKEN=\(hidden\)/);
  });

  it('checks what belongs together', () => {
    expect(problemsOf({ REPLAY_SPEED: '20' })).toEqual(['REPLAY_SPEED']);
    expect(problemsOf({ REPLAY_SPEED: '20', REPLAY_SPEED_MAX: '50' })).toEqual([]);
    expect(problemsOf({ REPLAY_SPEED_MIN: '5', REPLAY_SPEED_MAX: '2' })).toEqual(['REPLAY_SPEED_MIN']);
    expect(problemsOf({ SOURCE_RETRY_BASE_MS: '6000' })).toEqual(['SOURCE_RETRY_BASE_MS']);
    expect(problemsOf({ LATENCY_BUDGET_MS: '1001' })).toEqual(['LATENCY_BUDGET_MS']);
    expect(problemsOf({ LATENCY_BUDGET_MS: '1001', LATENCY_LIMIT_MS: '1001' })).toEqual([]);
    expect(problemsOf({ QUEUE_LIMIT: '0.5', ERROR_RATE_LIMIT: '0' })).toEqual([
      'ERROR_RATE_BUDGET',
      'QUEUE_BUDGET',
    ]);
  });
});

describe('setting definitions', () => {
  it('name every setting once', () => {
    const names = definitions.map(({ env }) => env);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(definitions.map((definition) => [definition.env, definition] as const))(
    '%s has a default that it would accept',
    (_name, { default: value, format, parse }) => {
      const text = (format as (value: unknown) => string)(value);
      if (text !== '') expect(parse(text)).toEqual(value);
    },
  );

  it('are what .env.example says', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
  });
});

describe('findNearMisses', () => {
  const known = definitions.map(({ env }) => env);

  it('finds slips of the pen', () => {
    expect(findNearMisses(['REPLAY_SPED', 'CSV_PATHS', 'replay_loop', 'ADMINTOKEN'], known)).toEqual([
      { name: 'REPLAY_SPED', meant: 'REPLAY_SPEED' },
      { name: 'CSV_PATHS', meant: 'CSV_PATH' },
      { name: 'replay_loop', meant: 'REPLAY_LOOP' },
      { name: 'ADMINTOKEN', meant: 'ADMIN_TOKEN' },
    ]);
  });

  it('leaves names alone that are known or quite different', () => {
    expect(findNearMisses(['REPLAY_SPEED', 'PATH', 'HOME', 'NODE_ENV', 'HOSTS', 'TERM'], known)).toEqual([]);
  });
});
