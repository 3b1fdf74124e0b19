import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly profiles?: readonly string[];
  readonly ports: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

describe('docker-compose.yml', () => {
  const { services, volumes } = load(readFileSync('docker-compose.yml', 'utf8')) as Compose;
  const { timescaledb, surveillance } = services;

  it('pins TimescaleDB to one release on one PostgreSQL', () => {
    expect(timescaledb.image).toMatch(/^timescale\/timescaledb:\d+\.\d+\.\d+-pg\d+$/);
  });

  it('gives the documented database on the documented port, to this machine only', () => {
    expect(timescaledb.ports).toEqual(['127.0.0.1:5433:5432']);
    expect(timescaledb.environment).toMatchObject({
      POSTGRES_DB: 'orderbook',
      POSTGRES_USER: 'postgres',
      POSTGRES_PASSWORD: 'postgres',
    });
    expect(timescaledb.profiles).toBeUndefined();
  });

  it('keeps the rows in a volume, and knows whether the server answers', () => {
    expect(timescaledb.volumes).toEqual(['timescaledb:/var/lib/postgresql/data']);
    expect(Object.keys(volumes)).toEqual(expect.arrayContaining(['timescaledb', 'surveillance']));
    expect(timescaledb.healthcheck?.test).toEqual(
      expect.arrayContaining(['CMD', 'pg_isready', '-d', 'orderbook']),
    );
  });

  it('runs the service when asked for, from the Dockerfile, once the database answers', () => {
    expect(surveillance).toMatchObject({ profiles: ['service'], build: '.' });
    expect(surveillance.depends_on).toEqual({ timescaledb: { condition: 'service_healthy' } });
    expect(surveillance.environment.DATABASE_URL).toBe(
      'postgres://postgres:postgres@timescaledb:5432/orderbook',
    );
    for (const { ports } of Object.values(services))
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });
});

describe('Dockerfile', () => {
  const lines = readFileSync('Dockerfile', 'utf8').split('\n');

  it('builds in one stage and runs in another, as an ordinary user, and says whether it is well', () => {
    expect(lines.filter((line) => line.startsWith('FROM '))).toHaveLength(2);
    const stage = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
    expect(stage).toContain('USER node');
    expect(stage.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
    expect(stage.indexOf('USER node')).toBeLessThan(stage.findIndex((line) => line.startsWith('CMD ')));
  });
});
