import { parseDefinitions, type SettingProblem } from '@genesis/settings';
import { describeConnection, externalConnection, type ConnectionSettings } from './connection-settings.js';
import { DATABASE_SETTING_DEFINITIONS } from './database-settings.js';

function connectionOf(environment: Record<string, string>): ConnectionSettings | null {
  const problems: SettingProblem[] = [];
  const settings = parseDefinitions(DATABASE_SETTING_DEFINITIONS, environment, problems);
  expect(problems).toEqual([]);
  return externalConnection(settings);
}

const urlOf = (url: string): ConnectionSettings | null => connectionOf({ DATABASE_URL: url });

describe('externalConnection', () => {
  it('is none where nothing is named', () => {
    expect(connectionOf({})).toBeNull();
  });

  it('follows DB_HOST and the names below it', () => {
    const named = { DB_HOST: 'db', DB_PORT: '5433', DB_PASSWORD: 'p', DB_TLS: 'true', DB_POOL_MAX: '2' };
    expect(connectionOf(named)).toEqual({
      host: 'db',
      port: 5433,
      database: 'orderbook',
      user: 'postgres',
      password: 'p',
      tls: true,
      poolMax: 2,
      connectTimeoutMs: 3_000,
    });
  });

  it('follows DATABASE_URL before DB_HOST', () => {
    expect(
      connectionOf({ DB_HOST: 'other', DATABASE_URL: 'postgres://me:p%40ss@db.example:5433/books' }),
    ).toMatchObject({
      host: 'db.example',
      port: 5433,
      database: 'books',
      user: 'me',
      password: 'p@ss',
      tls: false,
    });
  });

  it.each([
    ['postgres://db', { host: 'db', port: 5432, database: 'orderbook', user: 'postgres', password: null }],
    ['postgresql://db/x?sslmode=require', { tls: true, database: 'x' }],
    ['postgres://db/x?sslmode=disable', { tls: false }],
    ['postgres://me@[::1]:5433/x', { host: '::1', user: 'me' }],
    ['postgres:///x?host=/var/run/postgresql', { host: '/var/run/postgresql', database: 'x' }],
  ])('understands %s', (url, parts) => {
    expect(urlOf(url)).toMatchObject(parts);
  });

  it.each([
    ['postgres://u:s3cret@:5432/x', 'DATABASE_URL is no URL'],
    ['postgres:///x', 'DATABASE_URL names no host'],
    ['postgres://u:s3cret@db/x?sslmode=maybe', 'sslmode is "maybe", allowed: disable, require'],
    ['postgres://u:s3cret%zz@db/x', 'the password holds a % that is no escape'],
  ])('refuses %s without repeating its password', (url, message) => {
    expect(() => urlOf(url)).toThrow(message);
    expect(() => urlOf(url)).not.toThrow(/s3cret/);
  });
});

describe('describeConnection', () => {
  it('says where it leads, without user and password', () => {
    const of = (url: string): string => describeConnection(urlOf(url)!);
    expect(of('postgres://u:s3cret@db:5433/x')).toBe('db:5433/x');
    expect(of('postgres://u:s3cret@[::1]/x')).toBe('[::1]:5432/x');
  });
});
