import { type CalibratedSettings } from './calibrated-settings.js';

type UnitsOf<Settings> = {
  readonly [Group in keyof Settings]: { readonly [Name in keyof Settings[Group]]: string };
};

const S = 's';
const SHARE = 'share';
const ROWS = 'rows';
const MEANS = 'local means of a level';
const RARITY = { rareFrom: 'ln', rarePerHour: '1/h', rareScale: 'ln' };

/** In what each setting of the calibrated detectors is measured. */
export const CALIBRATED_UNITS: UnitsOf<CalibratedSettings> = {
  WITHDRAWAL: {
    watchFromMeans: MEANS,
    minRestSeconds: S,
    maxRestSeconds: S,
    togetherSeconds: S,
    bornTogetherSeconds: S,
    maxParts: 'updates',
    matchShare: SHARE,
    matchChurn: 'usual changes of a level',
    mostMatchShare: SHARE,
    requoteShare: SHARE,
    explanationSeconds: S,
    reachedSeconds: S,
    habitualQuantitySeconds: S,
    relevelledChanges: 'levels',
    relevelledTimes: 'usual changes of a row',
    movedLostOfGained: 'share of volume',
    alikeShare: 'times',
    afterMoveSeconds: S,
    afterMoveShare: SHARE,
    afterMoveDiscount: 'ln',
    longRestSeconds: S,
    longRestRows: ROWS,
    longRestDiscount: 'ln',
    shortRestSeconds: S,
    shortRestDiscount: 'ln',
    fellAtTouchDiscount: 'ln',
    bornAtTouchDiscount: 'ln',
  },
  SPOOFING: { minMeans: MEANS, ...RARITY },
  LAYERING: { minPrices: 'prices', minMeans: MEANS, ...RARITY },
  LIQUIDITY_GAP: {
    tinyOfMedian: 'share of the median',
    normalOfMedian: 'share of the median',
    filledOfMedian: 'share of the median',
    minHoldSeconds: S,
    longSeconds: S,
    minFall: 'times',
    quotedSeconds: S,
    unlikeDiscount: 'ln',
    ...RARITY,
  },
  DEPTH_SHOCK: {
    windowSeconds: S,
    minDrop: 'share of depth',
    minBreadth: 'share of levels',
    minLevels: 'levels',
    shrinkShare: 'share of volume',
    minAtOnce: 'levels',
    minBreadthAtOnce: 'share of levels',
    minStanding: 'share of levels',
    maxGainedOfLost: 'times',
    maxOppositeGain: 'times',
    refractorySeconds: S,
    minStrength: 'strength',
    ...RARITY,
    rareFrom: 'strength',
    rareScale: 'strength',
  },
  HEAVY_IMBALANCE: {
    enterZ: 'robust deviations',
    watchShare: 'share of enterZ',
    exitShare: 'share of enterZ',
    riseSeconds: S,
    riseRows: ROWS,
    holdSeconds: S,
    holdRows: ROWS,
    refractorySeconds: S,
    deviationFloor: 'ln',
  },
  WIDE_SPREAD: { maxSpreadOfMid: 'share of mid price', exitShare: 'share of maxSpreadOfMid' },
  QUOTE_STUFFING: {
    busyTimes: 'busy seconds of the feed',
    minReturnShare: 'share of updates',
    minReturns: 'updates',
    minBusyRate: 'updates/s',
    refractorySeconds: S,
  },
  MOMENTUM_IGNITION: {
    minRunSeconds: S,
    maxRunSeconds: S,
    maxRunRows: ROWS,
    maxBackSeconds: S,
    maxBackRows: ROWS,
    largeMoveSeconds: S,
    largeMoveRows: ROWS,
    largeMoveQuantile: SHARE,
    minLargeMoves: 'large moves',
    minRetraced: 'share of the run',
    refractorySeconds: S,
    ...RARITY,
  },
};
