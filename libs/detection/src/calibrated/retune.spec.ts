import fc from 'fast-check';
import { type TimelineRow } from '../../testing/book-timeline.js';
import { randomSession } from '../../testing/random-session.js';
import { TimelineWatch } from '../../testing/timeline-watch.js';
import { type Detection } from '../detection.js';
import { createProfile } from '../create-profile.js';
import { type ProfileOverrides } from '../profile-overrides.js';
import { settingCatalogue, type SettingDescription } from '../setting-catalogue.js';
import { CALIBRATED_TYPES } from './setting-groups.js';
import { createCalibratedProfile } from './create-calibrated-profile.js';

const EPISODES = 8;
const SYMBOL = 'calibrated';

/** Half to double the profile's own value, within the bounds. */
function nearby({ default: own, bounds }: SettingDescription): fc.Arbitrary<number> {
  const within = (value: number): number => Math.min(Math.max(value, bounds.lowest), bounds.highest);
  return fc
    .constantFrom(0.5, 0.8, 1.25, 2)
    .map((times) => within(bounds.whole ? Math.round(own * times) : own * times));
}

const CHANGED: fc.Arbitrary<ProfileOverrides> = fc
  .record(
    Object.fromEntries(
      CALIBRATED_TYPES.map((type) => {
        // What LAYERING has in common with SPOOFING is said once.
        const own = settingCatalogue('calibrated', type).filter(
          ({ sharedWith }) => type !== 'LAYERING' || sharedWith.length === 0,
        );
        const settings = Object.fromEntries(own.map((setting) => [setting.name, nearby(setting)]));
        return [type, fc.record(settings, { requiredKeys: [] })];
      }),
    ),
  )
  .map((detectors) => ({ detectors }));

function rowsOf(seed: number): TimelineRow[] {
  const { timeline, untilSeconds } = randomSession(seed, EPISODES);
  return timeline.rows(untilSeconds);
}

describe('retuned detectors', () => {
  it('judge as if they had been made with the settings, when they are retuned before the first row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), CHANGED, (seed, overrides) => {
        const rows = rowsOf(seed);
        const profile = createCalibratedProfile(overrides);
        const made = new TimelineWatch(profile).feed(rows).pass(Infinity);
        const retuned = new TimelineWatch(createCalibratedProfile());
        profile.retune(SYMBOL, retuned.detectors, -Infinity);
        retuned.feed(rows).pass(Infinity);
        expect(retuned.detections).toEqual(made.detections);
        expect(retuned.signals).toEqual(made.signals);
        expect(retuned.detectors.statuses()).toEqual(made.detectors.statuses());
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  it('leave the detectors of other instruments, and the profile, as they were', () => {
    const rows = rowsOf(3);
    const profile = createCalibratedProfile();
    const [one, other] = [new TimelineWatch(profile), new TimelineWatch(profile)];
    const expected = new TimelineWatch(profile).feed(rows).pass(Infinity).detections;
    createCalibratedProfile({ detectors: { SPOOFING: { minMeans: 900 } } }).retune(SYMBOL, one.detectors, 0);
    expect(other.feed(rows).pass(Infinity).detections).toEqual(expected);
    expect(profile.configuration).toBe(createCalibratedProfile().configuration);
  });

  it('stay warm, and count from the moment on', () => {
    const rows = rowsOf(5);
    const half = Math.floor(rows.length / 2);
    const watch = new TimelineWatch(createCalibratedProfile());
    watch.feed(rows.slice(0, half));
    const silent: ProfileOverrides = {
      detectors: {
        SPOOFING: { minMeans: 1000 },
        LAYERING: { minMeans: 1000 },
        LIQUIDITY_GAP: { minFall: 10_000 },
        DEPTH_SHOCK: { minLevels: 10, minStrength: 2 },
        HEAVY_IMBALANCE: { enterZ: 100 },
        QUOTE_STUFFING: { busyTimes: 1000 },
        MOMENTUM_IGNITION: { minLargeMoves: 1000 },
      },
    };
    const before: Detection[] = [...watch.detections];
    createCalibratedProfile(silent).retune(SYMBOL, watch.detectors, watch.reachedMicros);
    expect(watch.status('SPOOFING')).toEqual({ state: 'ACTIVE', reason: null });
    watch.feed(rows.slice(half)).pass(Infinity);
    expect(watch.detections).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });

  it('are those of the profile, and of no other', () => {
    const seed = createProfile('seed').create(SYMBOL);
    expect(() => createCalibratedProfile().retune(SYMBOL, seed, 0)).toThrow(/not of profile calibrated/);
    expect(() => createProfile('seed').retune(SYMBOL, seed, 0)).not.toThrow();
  });
});
