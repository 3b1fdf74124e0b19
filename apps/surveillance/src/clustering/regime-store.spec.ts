import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COORDINATES, REGIME_ANCHORS, type RegimeParameters } from '@genesis/clustering';
import { Logger } from '@nestjs/common';
import { parseSettings } from '../config/parse-settings.js';
import { RegimeStore } from './regime-store.js';

const MODEL: RegimeParameters = {
  version: 2,
  scaling: {
    centers: new Array<number>(COORDINATES).fill(0.1),
    scales: new Array<number>(COORDINATES).fill(1 / 3),
  },
  centroids: [...REGIME_ANCHORS],
  sizes: [3, 2, 1, 0],
  quality: { silhouette: 0.5, agreement: 0.99, dispersion: 3 },
};

describe('RegimeStore', () => {
  let folder: string;
  let path: string;
  const warnings: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'genesis-regimes-'));
    path = join(folder, 'deep', 'regimes.json');
    warnings.length = 0;
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((text: string) => void warnings.push(text));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  const storeAt = (file: string, profile = 'calibrated'): RegimeStore =>
    new RegimeStore(parseSettings({ REGIME_FILE: file, DETECTION_PROFILE: profile }));

  async function keep(file: string): Promise<void> {
    const store = storeAt(file);
    store.put('A', MODEL);
    store.put('B', { ...MODEL, version: 1 });
    await store.onApplicationShutdown();
  }

  it('gives the next start the models of this one, to the last bit', async () => {
    await keep(path);
    const next = storeAt(path);
    expect([...next.start]).toEqual([
      ['A', MODEL],
      ['B', { ...MODEL, version: 1 }],
    ]);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['regimes.json']);
    expect(warnings).toEqual([]);
  });

  it('does not change under a run what it started from', async () => {
    await keep(path);
    const store = storeAt(path);
    store.put('A', { ...MODEL, version: 9 });
    expect(store.start.get('A')?.version).toBe(2);
    await store.onApplicationShutdown();
    expect(storeAt(path).start.get('A')?.version).toBe(9);
  });

  it('writes nothing when nothing was learnt, and nothing with off', async () => {
    await storeAt(path).onApplicationShutdown();
    await keep('off');
    expect(readdirSync(folder)).toEqual([]);
    expect(readdirSync('.')).not.toContain('off');
  });

  it.each([
    ['no JSON', '{', /is not used: .*JSON/],
    ['another format', '{"format":2}', /format 2; this program reads 1/],
    ['another profile', '{"format":1,"profile":"seed","models":{}}', /it holds models of profile seed/],
    [
      'half a model',
      '{"format":1,"profile":"calibrated","models":{"A":{"version":1}}}',
      /scaling is nothing/,
    ],
  ])('starts without what it cannot use and says so: %s', (_, text, warning) => {
    const file = join(folder, 'regimes.json');
    writeFileSync(file, text);
    expect(storeAt(file).start.size).toBe(0);
    expect(warnings).toEqual([expect.stringMatching(warning)]);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('says where it cannot write', async () => {
    writeFileSync(join(folder, 'deep'), 'a file');
    await keep(path);
    expect(warnings.at(-1)).toMatch(/REGIME_FILE=.* cannot be written/);
  });
});
