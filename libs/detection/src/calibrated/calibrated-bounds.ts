import { between, type SettingBounds, wholeBetween } from '../setting-bounds.js';
import { type CalibratedSettings } from './calibrated-settings.js';

type BoundsOf<Settings> = {
  readonly [Group in keyof Settings]: { readonly [Name in keyof Settings[Group]]: SettingBounds };
};

const SHARE = between(0, 1);
const TIMES = between(0.1, 1000);
/** ln of a size: 10 takes any alert away. */
const DISCOUNT = between(0, 10);
const RARITY = { rareFrom: between(-10, 10), rarePerHour: between(0.01, 100_000), rareScale: between(0, 10) };

/** What each setting of the calibrated detectors may be changed to: wide enough to switch a rule off, but not to break it. */
export const CALIBRATED_BOUNDS: BoundsOf<CalibratedSettings> = {
  WITHDRAWAL: {
    watchFromMeans: between(0.1, 100),
    minRestSeconds: between(0, 60),
    maxRestSeconds: between(0.1, 86_400),
    togetherSeconds: between(0, 10),
    bornTogetherSeconds: between(0, 60),
    maxParts: wholeBetween(1, 1000),
    matchShare: SHARE,
    matchChurn: between(0, 100),
    mostMatchShare: SHARE,
    requoteShare: SHARE,
    explanationSeconds: between(0, 25),
    reachedSeconds: between(0, 25),
    habitualQuantitySeconds: between(0, 86_400),
    relevelledChanges: wholeBetween(1, 21),
    relevelledTimes: between(0, 100),
    movedLostOfGained: between(0, 100),
    alikeShare: TIMES,
    afterMoveSeconds: between(0, 10),
    afterMoveShare: SHARE,
    afterMoveDiscount: DISCOUNT,
    longRestSeconds: between(0.1, 3600),
    longRestRows: between(0, 1000),
    longRestDiscount: DISCOUNT,
    shortRestSeconds: between(0, 60),
    shortRestDiscount: DISCOUNT,
    fellAtTouchDiscount: DISCOUNT,
    bornAtTouchDiscount: DISCOUNT,
  },
  SPOOFING: { minMeans: TIMES, ...RARITY },
  LAYERING: { minPrices: wholeBetween(2, 10), minMeans: TIMES, ...RARITY },
  LIQUIDITY_GAP: {
    tinyOfMedian: SHARE,
    normalOfMedian: SHARE,
    filledOfMedian: SHARE,
    minHoldSeconds: between(0.01, 60),
    longSeconds: between(0.1, 3600),
    minFall: between(1, 10_000),
    quotedSeconds: between(0, 3600),
    unlikeDiscount: DISCOUNT,
    ...RARITY,
  },
  DEPTH_SHOCK: {
    windowSeconds: between(0, 60),
    minDrop: SHARE,
    minBreadth: SHARE,
    minLevels: wholeBetween(1, 10),
    shrinkShare: SHARE,
    minAtOnce: wholeBetween(0, 10),
    minBreadthAtOnce: SHARE,
    minStanding: SHARE,
    maxGainedOfLost: TIMES,
    maxOppositeGain: TIMES,
    refractorySeconds: between(0, 3600),
    minStrength: between(0, 2),
    ...RARITY,
  },
  HEAVY_IMBALANCE: {
    enterZ: between(0.1, 100),
    watchShare: SHARE,
    exitShare: SHARE,
    riseSeconds: between(0, 3),
    riseRows: between(0, 60),
    holdRows: between(0, 1000),
    holdSeconds: between(0, 3600),
    refractorySeconds: between(0, 3600),
    deviationFloor: between(0.001, 10),
  },
  WIDE_SPREAD: { maxSpreadOfMid: between(0.0001, 2), exitShare: SHARE },
  QUOTE_STUFFING: {
    busyTimes: TIMES,
    minReturnShare: SHARE,
    minReturns: wholeBetween(0, 10_000),
    minBusyRate: between(0, 10_000),
    refractorySeconds: between(0, 3600),
  },
  MOMENTUM_IGNITION: {
    minRunSeconds: between(0, 60),
    maxRunSeconds: between(0.1, 60),
    maxRunRows: between(0, 100),
    maxBackSeconds: between(0.1, 60),
    maxBackRows: between(0, 100),
    largeMoveSeconds: between(0.1, 10),
    largeMoveRows: between(1, 100),
    largeMoveQuantile: between(0.5, 0.999),
    minLargeMoves: TIMES,
    minRetraced: SHARE,
    refractorySeconds: between(0, 3600),
    ...RARITY,
  },
};
