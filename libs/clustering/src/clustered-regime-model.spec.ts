import {
  ASK_DEPTH,
  BID_DEPTH,
  FEATURE_COUNT,
  OFI,
  REALISED_VOLATILITY,
  SPREAD,
  WEIGHTED_OBI,
} from '@genesis/analytics';
import { REGIMES } from '@genesis/contracts';
import { seededRandom } from '@genesis/market';
import { normal } from '../testing/gaussian-clouds.js';
import { ClusteredRegimeModel, type ClusteredRegimeOptions } from './clustered-regime-model.js';
import { type ModelSwap } from './instrument-regime.js';
import { type RegimeTrainer, type TrainingJob } from './regime-training.js';
import { trainRegimes } from './train-regimes.js';

const TRAIN_EVENTS = 2_000;
/** Rows a second. */
const RATE = 10;

/** A calm market, which from row `stressedFrom` on is wide, thin and jumpy for a minute. */
function session(rows: number, stressedFrom = Infinity, seed = 1): Float64Array[] {
  const random = seededRandom(seed);
  const spread = (stress: boolean): number => (stress ? 0.04 : 0.02) * Math.exp(0.1 * normal(random));
  return Array.from({ length: rows }, (_, row) => {
    const stress = row >= stressedFrom && row < stressedFrom + 60 * RATE;
    const features = new Float64Array(FEATURE_COUNT);
    features[SPREAD] = spread(stress);
    features[BID_DEPTH] = features[ASK_DEPTH] = (stress ? 250 : 500) * Math.exp(0.1 * normal(random));
    features[REALISED_VOLATILITY] = (stress ? 3e-4 : 1e-4) * Math.exp(0.1 * normal(random));
    features[WEIGHTED_OBI] = 0.2 * normal(random);
    features[OFI] = (stress ? 20 : 10) * normal(random);
    return features;
  });
}

const micros = (row: number): number => (row * 1_000_000) / RATE;

interface Run {
  readonly model: ClusteredRegimeModel;
  readonly swaps: { readonly symbol: string; readonly version: number; readonly swap: ModelSwap }[];
  play(symbol: string, rows: readonly Float64Array[], from?: number): string[];
}

function run(options: ClusteredRegimeOptions = {}): Run {
  const swaps: Run['swaps'] = [];
  const model = new ClusteredRegimeModel({
    settings: { trainEvents: TRAIN_EVENTS },
    onModel: (symbol, { version }, swap) => swaps.push({ symbol, version, swap }),
    ...options,
  });
  const play: Run['play'] = (symbol, rows, from = 1) => {
    const classifier = model.create(symbol);
    return rows.map((row, i) => REGIMES[classifier.classify(row, 0, micros(from + i), from + i)]);
  };
  return { model, swaps, play };
}

describe('ClusteredRegimeModel', () => {
  it('is CALM at the cold start, however wild the first half minute is', () => {
    expect(new Set(run().play('A', session(300, 0)))).toEqual(new Set(['CALM']));
  });

  it('says STRESSED within ten seconds of a stress, and CALM within twenty of its end', () => {
    const answers = run().play('A', session(9_000, 6_000));
    expect(new Set(answers.slice(0, 6_000))).toEqual(new Set(['CALM']));
    expect(new Set(answers.slice(6_100, 6_600))).toEqual(new Set(['STRESSED']));
    expect(new Set(answers.slice(6_800))).toEqual(new Set(['CALM']));
  });

  it('trains after a fifth of the distance, then twice as far, and takes each model up 200 rows later', () => {
    const { swaps, play, model } = run();
    play('A', session(5_000));
    expect(swaps.map(({ version, swap }) => [version, swap.sequence])).toEqual([
      [1, 1 + 400 + 200],
      [2, 601 + 800 + 200],
      [3, 1_601 + 1_600 + 200],
    ]);
    expect(model.instruments().get('A')).toMatchObject({ basis: 'own', swap: { sequence: 3_401 } });
    expect(model.models().get('A')?.version).toBe(3);
  });

  it('waits for points where the rows come faster than looks: 400 rows in 4 s are 16 looks', () => {
    const { swaps, model } = run();
    const classifier = model.create('A');
    session(3_000).forEach((row, i) => classifier.classify(row, 0, i * 10_000, i + 1));
    expect(swaps).toEqual([]);
  });

  it('gives the same answers whoever trains, and however late', () => {
    const rows = session(6_000, 3_000);
    const jobs: TrainingJob[] = [];
    const early: RegimeTrainer = {
      begin(job) {
        jobs.push(job);
        const model = trainRegimes(structuredClone(job));
        return { take: () => structuredClone(model), cancel: () => undefined };
      },
    };
    expect(run({ trainer: early }).play('A', rows)).toEqual(run().play('A', rows));
    expect(jobs.length).toBeGreaterThan(1);
    expect(jobs[1].previous).toEqual(trainRegimes(jobs[0]));
  });

  it('judges a young instrument by what the others know', () => {
    const { play, model } = run();
    play('OLD', session(5_000, 2_000));
    play('YOUNG', session(390, Infinity, 2));
    const { basis, parameters } = model.instruments().get('YOUNG') ?? {};
    expect(basis).toBe('pooled');
    expect(parameters?.centroids).toEqual(model.models().get('OLD')?.centroids);
    expect(parameters?.scaling).not.toEqual(model.models().get('OLD')?.scaling);
    expect([...model.models().keys()]).toEqual(['OLD']);
  });

  it('names manipulation only while an alert about it is recent', () => {
    const { model } = run();
    const classifier = model.create('A');
    const rows = session(4_000);
    const answers = rows.map((row, i) => {
      if (i === 3_000 || i === 3_020) classifier.noteDetection('SPOOFING', micros(i));
      if (i === 2_000) classifier.noteDetection('DEPTH_SHOCK', micros(i));
      return REGIMES[classifier.classify(row, 0, micros(i), i + 1)];
    });
    expect(new Set(answers.slice(0, 3_000))).toEqual(new Set(['CALM']));
    expect(answers[3_000 + 8 * RATE]).toBe('MANIPULATION_SUSPECTED');
    expect(new Set(answers.slice(3_000 + 45 * RATE))).toEqual(new Set(['CALM']));
  });

  it('works from the models of an earlier run at once', () => {
    const before = run();
    before.play('A', session(5_000, 2_000));
    const start = new Map(before.model.models());
    const { play, model } = run({ start });
    const answers = play('A', session(550, 100));
    expect(model.instruments().get('A')).toMatchObject({ basis: 'own', swap: null });
    expect(answers.slice(200)).toContain('STRESSED');
  });

  it('gives the same again after a reset, and drops what was being trained', () => {
    const cancelled: string[] = [];
    const trainer: RegimeTrainer = {
      begin: (job) => ({ take: () => trainRegimes(job), cancel: () => cancelled.push(job.symbol) }),
    };
    const { play, model } = run({ trainer });
    const rows = session(2_500, 1_000);
    const first = play('A', rows);
    play('B', rows.slice(0, 450));
    model.reset();
    expect(cancelled).toEqual(['B']);
    expect(model.models().size).toBe(0);
    expect(play('A', rows)).toEqual(first);
  });

  it('drops the training of an instrument that begins anew', () => {
    const cancelled: string[] = [];
    const trainer: RegimeTrainer = {
      begin: (job) => ({ take: () => trainRegimes(job), cancel: () => cancelled.push(job.symbol) }),
    };
    const { play } = run({ trainer });
    play('A', session(450));
    play('A', session(10));
    expect(cancelled).toEqual(['A']);
  });

  it('is CALM after a gap, with what it learnt', () => {
    const { model } = run();
    const classifier = model.create('A');
    const rows = session(6_400, 6_000);
    const answer = (i: number, row = i): string =>
      REGIMES[classifier.classify(rows[row], 0, micros(i), i + 1)];
    rows.forEach((_, i) => answer(i));
    expect(model.instruments().get('A')?.regime).toBe(REGIMES.indexOf('STRESSED'));
    classifier.reset();
    expect(answer(900_000, 6_399)).toBe('CALM');
    expect(model.instruments().get('A')?.basis).toBe('own');
  });

  it('never changes twice within a second, whatever comes', () => {
    const random = seededRandom(4);
    const wild = Array.from({ length: 20_000 }, () => {
      const features = new Float64Array(FEATURE_COUNT);
      for (let at = 0; at < FEATURE_COUNT; at++)
        features[at] = random() < 0.05 ? NaN : Math.exp(8 * random() - 4);
      return features;
    });
    const answers = run().play('A', wild);
    const changes = answers.flatMap((regime, i) => (i > 0 && regime !== answers[i - 1] ? [i] : []));
    const waits = changes.slice(1).map((row, i) => row - changes[i]);
    expect(Math.min(Infinity, ...waits)).toBeGreaterThan(2);
  });

  it.each([
    [
      { trainEvents: 99 },
      'regime setting trainEvents is 99; allowed is a whole number from 100 to 100000000',
    ],
    [{ trainEvents: 1000.5 }, 'regime setting trainEvents is 1000.5'],
    [{ seed: -1 }, 'regime setting seed is -1; allowed is a whole number from 0 to 4294967295'],
  ])('refuses %p', (settings, message) => {
    expect(() => new ClusteredRegimeModel({ settings })).toThrow(message);
  });
});
