import { readFileSync } from 'node:fs';
import { load, loadAll } from 'js-yaml';
import request from 'supertest';
import { startService, type RunningService } from '../e2e/running-service.js';
import { type Family, readExposition } from '../support/exposition.js';
import { readExpression } from '../support/prom-expression.js';
import { MetricRegistry } from '../../apps/surveillance/src/monitoring/reporting/metric-registry.js';
import { exampleAlert, exampleAnomaly, exampleSnapshot } from '../e2e/wire-examples.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}
interface Rules {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
}
interface Panel {
  readonly id: number;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}
interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}
interface Manifest {
  readonly kind: string;
  readonly spec: {
    readonly template?: {
      readonly spec: { readonly containers: readonly [Readonly<Record<string, Probe>>] };
    };
    readonly endpoints?: readonly { readonly path: string }[];
  };
}

const { groups } = load(readFileSync('deploy/prometheus/genesis-rules.yml', 'utf8')) as Rules;
const rules = groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(readFileSync('deploy/grafana/genesis.json', 'utf8')) as {
  readonly panels: readonly Panel[];
};
const targets = dashboard.panels.flatMap(({ title, targets: asked = [] }) =>
  asked.map(({ expr }) => [title, expr] as const),
);

/** What a scrape adds to every series. */
const ADDED_METRICS = ['up'];
const ADDED_LABELS = ['instance', 'job', 'le'];

describe('what Prometheus and Grafana are given', () => {
  let service: RunningService;
  let families: Map<string, Family>;
  let labelNames: Set<string>;

  beforeAll(async () => {
    service = await startService();
    const { bus } = service;
    bus.emit('snapshots', { snapshots: [exampleSnapshot('T"E\\S\nT', 1)], dueAtMs: performance.now() });
    bus.emit('alert', exampleAlert('TEST', 'a1'));
    bus.emit('anomaly', exampleAnomaly('TEST', 'n1'));
    families = readExposition((await request(service.url).get('/metrics').expect(200)).text);
    const metrics = service.app.get(MetricRegistry).registry.getMetricsAsArray() as unknown as readonly {
      readonly labelNames: readonly string[];
    }[];
    labelNames = new Set(metrics.flatMap((metric) => metric.labelNames));
  });

  afterAll(() => service.stop());

  const exposed = (name: string): boolean =>
    families.has(name) ||
    (/_(bucket|sum|count)$/.test(name) && families.get(name.replace(/_[a-z]+$/, ''))?.type === 'histogram');

  const expectAnswerable = (expression: string): void => {
    const { metrics, labels } = readExpression(expression.replaceAll('$instance', '.*'));
    expect(metrics.size).toBeGreaterThan(0);
    expect([...metrics].filter((name) => !exposed(name) && !ADDED_METRICS.includes(name))).toEqual([]);
    expect([...labels].filter((name) => !labelNames.has(name) && !ADDED_LABELS.includes(name))).toEqual([]);
  };

  it('is what the service exposes: names with unit and prefix, with help, of a known type', () => {
    const own = [...families.values()].filter(({ name }) => name.startsWith('genesis_'));
    expect(own.length).toBeGreaterThan(30);
    for (const { name, help } of families.values()) {
      expect(`${name}: ${help}`).toMatch(/^[a-z][a-z0-9_]*: .{5,}/);
      expect(name).not.toMatch(/_(ms|millis|milliseconds|micros|minutes|kb|kilobytes|mb|percent)(_|$)/);
    }
    for (const { name, type } of own) {
      expect(name).toMatch(/^genesis_[a-z_]+$/);
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
    }
  });

  it('tells of things only as often as its vocabularies allow', () => {
    const series = [...families.values()].flatMap(({ samples }) => samples);
    expect(series.length).toBeLessThan(1500);
  });

  it.each(rules.map((rule) => [rule.alert, rule] as const))('rule %s can be answered', (_name, rule) => {
    expectAnswerable(rule.expr);
    expect(['critical', 'warning', 'info']).toContain(rule.labels.severity);
    expect(rule.annotations.summary).toMatch(/.{10,}/);
  });

  it('each rule has a name of its own', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });

  it.each(targets)('panel "%s" can be answered: %s', (_title, expression) => expectAnswerable(expression));

  it('the panels have ids of their own', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('a rule that asks for what is not there would be found', () => {
    expect(() => expectAnswerable('rate(genesis_snapshot_total[1m])')).toThrow('genesis_snapshot_total');
    expect(() => expectAnswerable('sum by (symbl) (genesis_snapshots_total)')).toThrow('symbl');
    expect(() => expectAnswerable('sum by (symbol (genesis_snapshots_total)')).toThrow('not PromQL');
  });

  it('the probes and the scrape of the example for Kubernetes are answered', async () => {
    const manifests = loadAll(readFileSync('deploy/kubernetes/genesis.yml', 'utf8')) as Manifest[];
    const container = manifests.find(({ kind }) => kind === 'Deployment')?.spec.template?.spec.containers[0];
    const paths = ['startupProbe', 'livenessProbe', 'readinessProbe'].map(
      (name) => container?.[name].httpGet.path ?? '',
    );
    expect(paths).toEqual(['/health/live', '/health/live', '/health/ready']);
    const scraped = manifests.find(({ kind }) => kind === 'ServiceMonitor')?.spec.endpoints?.[0].path ?? '';
    for (const path of [...paths, scraped]) await request(service.url).get(path).expect(200);
  });

  it('every health code of a rule is one that docs/OPERATIONS.md explains', () => {
    const codes = rules.map(({ annotations }) => annotations.code).filter((code) => code !== undefined);
    const manual = readFileSync('docs/OPERATIONS.md', 'utf8');
    expect(codes.filter((code) => !manual.includes(`\`${code}\``))).toEqual([]);
  });
});
