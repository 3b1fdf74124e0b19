import { existsSync } from 'node:fs';
import { type CanaryFinding, type SignalType } from '@genesis/contracts';
import { createProfile, type DetectionProfile } from '@genesis/detection';
import { openSource } from '@genesis/ingest';
import { conflated, recordedMarket } from '../../testing/recorded-market.js';
import { recordBook } from '../recording/record-book.js';
import { type RecordedBook } from '../recording/recorded-book.js';
import { CANARY_NEEDS, missingForCanaries } from './canary-needs.js';
import { runCanaries } from './run-canaries.js';

const calibrated = createProfile('calibrated');
let market: RecordedBook;
beforeAll(async () => (market = await recordedMarket(42, 3, 10)));

function findingOf(findings: readonly CanaryFinding[], type: SignalType): CanaryFinding {
  const found = findings.find((finding) => finding.type === type);
  if (found === undefined) throw new Error(`no finding about ${type}`);
  return found;
}

/** One detector that is struck dumb: it runs and learns, and raises nothing. */
function dumb(type: SignalType): DetectionProfile {
  return {
    ...calibrated,
    detectors: calibrated.detectors.filter((detector) => detector.type === type),
    create: (symbol) => {
      const detectors = calibrated.create(symbol);
      return {
        get dueMicros() {
          return detectors.dueMicros;
        },
        observe: (view, raise) => detectors.observe(view, (found) => found.type !== type && raise(found)),
        advance: (ts, raise) => detectors.advance(ts, (found) => found.type !== type && raise(found)),
        statuses: () => detectors.statuses(),
        resetWindows: () => detectors.resetWindows(),
      };
    },
  };
}

describe('canaries', () => {
  it.each([1, 2])('are seen by every calibrated detector on a simulated book, seed %p', async (seed) => {
    const findings = await runCanaries({ book: market, profile: calibrated, seed });
    expect(findings.map(({ type, outcome }) => [type, outcome])).toEqual(
      calibrated.detectors.map(({ type }) => [type, 'SEEN']),
    );
    for (const { delay_seconds, episodes, reason } of findings) {
      expect(delay_seconds).toBeGreaterThanOrEqual(0);
      expect(delay_seconds).toBeLessThan(30);
      expect(episodes).toBeGreaterThanOrEqual(1);
      expect(reason).toMatch(/^raised its alert \d+\.\d s after the start of the episode$/);
    }
  });

  it('give the same findings for the same rows, profile and seed', async () => {
    const request = { book: market, profile: calibrated, seed: 9 };
    expect(await runCanaries(request)).toEqual(await runCanaries(request));
  });

  it('leave the rows as they are', async () => {
    const before = market.rows.slice();
    await runCanaries({ book: market, profile: calibrated, seed: 4 });
    expect(market.rows).toEqual(before);
  });

  it.each(calibrated.detectors.map(({ type }) => type))(
    'are missed by a detector that is dumb: %s',
    async (type) => {
      const findings = await runCanaries({ book: market, profile: dumb(type), seed: 1 });
      expect(findingOf(findings, type)).toEqual({
        type,
        outcome: 'MISSED',
        reason:
          'raised no alert of the right side and time for any of 5 episodes that grew far beyond what is usual',
        episodes: 5,
        delay_seconds: null,
      });
    },
  );

  it('are missed by settings that nothing can reach', async () => {
    const strict = createProfile('calibrated', { detectors: { SPOOFING: { minMeans: 1000 } } });
    const findings = await runCanaries({ book: market, profile: strict, seed: 1 });
    expect(findingOf(findings, 'SPOOFING').outcome).toBe('MISSED');
    expect(findingOf(findings, 'DEPTH_SHOCK').outcome).toBe('SEEN');
  });

  it('are missed by detectors that throw, and say what was thrown', async () => {
    const broken: DetectionProfile = {
      ...calibrated,
      create: (symbol) => ({
        ...calibrated.create(symbol),
        observe: () => {
          throw new Error('boom');
        },
      }),
    };
    const findings = await runCanaries({ book: market, profile: broken, seed: 1 });
    expect(new Set(findings.map(({ outcome, reason }) => `${outcome}: ${reason}`))).toEqual(
      new Set(['MISSED: the detectors fail on the newest rows: boom']),
    );
  });

  it('wait for enough rows and enough time', async () => {
    const { rows, seconds } = CANARY_NEEDS;
    expect(missingForCanaries(rows, seconds * 1e6)).toBeNull();
    expect(missingForCanaries(rows - 1, seconds * 1e6)).toBe(
      `${rows - 1} rows over ${seconds} s are recorded, ${rows} over ${seconds} s are needed`,
    );
    expect(missingForCanaries(rows, seconds * 1e6 - 1)).not.toBeNull();
    const short = await recordedMarket(42, 1, 10);
    const findings = await runCanaries({ book: short, profile: calibrated, seed: 1 });
    expect(new Set(findings.map(({ outcome }) => outcome))).toEqual(new Set(['WAITING']));
    expect(findings[0].reason).toMatch(/^\d+ rows over 59 s are recorded, 460 over 105 s are needed$/);
  });

  it('are not laid where the feed cannot show them: a state every 3 s has no quote stuffing', async () => {
    const slow = conflated(await recordedMarket(7, 30, 2), 3_000_000);
    const findings = await runCanaries({ book: slow, profile: calibrated, seed: 1 });
    expect(findingOf(findings, 'QUOTE_STUFFING')).toMatchObject({ outcome: 'NOT_OBSERVABLE', episodes: 0 });
    expect(findingOf(findings, 'WIDE_SPREAD').outcome).toBe('SEEN');
  });

  it('of the seed profile: rules that ask for something else than the pattern are not accused', async () => {
    const findings = await runCanaries({ book: market, profile: createProfile('seed'), seed: 1 });
    const notMissed = findings.map(({ type, outcome }) => [type, outcome]);
    expect(Object.fromEntries(notMissed)).toMatchObject({
      SPOOFING: 'UNCLEAR',
      LIQUIDITY_GAP: 'UNCLEAR',
      DEPTH_SHOCK: 'SEEN',
      WIDE_SPREAD: 'SEEN',
    });
    expect(findings.map(({ outcome }) => outcome)).not.toContain('MISSED');
  });
});

const BOOKS = [
  'AAPL_2012-06-21.csv.gz',
  'AAPL_2024-10-21_premarket.csv.gz',
  'BTCUSD_PERP_2024-08-08.csv.gz',
  'BTCUSDT_USDM_2024-08-08.fused.csv.gz',
].map((name) => `../shared/data/l2/${name}`);
const onRealBooks = BOOKS.every((file) => existsSync(file)) ? describe : describe.skip;

onRealBooks('canaries on real books', () => {
  it.each(BOOKS)('%s: no detector is missed three times in a row', async (file) => {
    const book = await recordBook(await openSource([file]), { mostRows: 8_000 });
    let missed = calibrated.detectors.map(({ type }) => type);
    for (let seed = 1; seed <= 3 && missed.length > 0; seed++) {
      const findings = await runCanaries({ book, profile: calibrated, seed });
      missed = missed.filter((type) => findingOf(findings, type).outcome === 'MISSED');
    }
    expect(missed).toEqual([]);
  });
});
