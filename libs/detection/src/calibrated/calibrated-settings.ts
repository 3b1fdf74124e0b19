/**
 * Every constant of the calibrated detectors, by detector. Volumes are measured in local means or medians, prices in
 * ticks or in the instrument's own large moves, rates in its own busy seconds, so one set serves all instruments; where
 * a time has rows beside its seconds, the longer one counts: a slow feed shows no less than so many rows. What is asked for
 * at least is asked of instruments that show candidates (from `rareFrom` on) at most `rarePerHour`: see RarityBar.
 * Shown by `GET /detectors` and named by the configuration hash.
 */
export const CALIBRATED_SETTINGS = {
  /** Both kinds of withdrawal: which orders are followed, and what explains their leaving. */
  WITHDRAWAL: {
    watchFromMeans: 1.5,
    minRestSeconds: 0.1,
    maxRestSeconds: 60,
    togetherSeconds: 0.35,
    bornTogetherSeconds: 2.5,
    maxParts: 4,
    matchShare: 0.05,
    matchChurn: 1,
    mostMatchShare: 0.35,
    requoteShare: 0.06,
    explanationSeconds: 1,
    reachedSeconds: 0.3,
    habitualQuantitySeconds: 600,
    relevelledChanges: 6,
    relevelledTimes: 2,
    movedLostOfGained: 0.25,
    alikeShare: 0.5,
    afterMoveSeconds: 0.1,
    afterMoveShare: 0.5,
    afterMoveDiscount: 1,
    longRestSeconds: 2.5,
    longRestRows: 3,
    longRestDiscount: 0.4,
    shortRestSeconds: 0.4,
    shortRestDiscount: 1,
    fellAtTouchDiscount: 0.25,
    bornAtTouchDiscount: 0.5,
  },
  SPOOFING: { minMeans: 2.2, rareFrom: 0, rarePerHour: 15, rareScale: 0.6 },
  LAYERING: { minPrices: 3, minMeans: 3.3, rareFrom: 0, rarePerHour: 20, rareScale: 0.42 },
  LIQUIDITY_GAP: {
    tinyOfMedian: 0.03,
    normalOfMedian: 0.3,
    filledOfMedian: 0.3,
    minHoldSeconds: 0.6,
    longSeconds: 5,
    minFall: 40,
    quotedSeconds: 20,
    unlikeDiscount: 0.5,
    rareFrom: 1,
    rarePerHour: 6,
    rareScale: 0.8,
  },
  DEPTH_SHOCK: {
    windowSeconds: 0.5,
    minDrop: 0.3,
    minBreadth: 0.6,
    minLevels: 6,
    shrinkShare: 0.15,
    minAtOnce: 3,
    minBreadthAtOnce: 0.4,
    minStanding: 0.5,
    maxGainedOfLost: 0.15,
    maxOppositeGain: 0.5,
    refractorySeconds: 5,
    minStrength: 0.8,
    rareFrom: 0.6,
    rarePerHour: 6,
    rareScale: 0.15,
  },
  HEAVY_IMBALANCE: {
    enterZ: 3,
    watchShare: 0.7,
    exitShare: 0.5,
    riseSeconds: 2,
    riseRows: 3,
    holdSeconds: 2,
    holdRows: 2,
    refractorySeconds: 10,
    deviationFloor: 0.1,
  },
  WIDE_SPREAD: { maxSpreadOfMid: 0.1, exitShare: 0.8 },
  QUOTE_STUFFING: {
    busyTimes: 1.7,
    minReturnShare: 0.6,
    minReturns: 20,
    minBusyRate: 3,
    refractorySeconds: 5,
  },
  MOMENTUM_IGNITION: {
    minRunSeconds: 0.5,
    maxRunSeconds: 3,
    maxRunRows: 4,
    maxBackSeconds: 5,
    maxBackRows: 4,
    largeMoveSeconds: 2,
    largeMoveRows: 8,
    largeMoveQuantile: 0.9,
    minLargeMoves: 1.5,
    minRetraced: 0.65,
    refractorySeconds: 10,
    rareFrom: 0,
    rarePerHour: 6,
    rareScale: 0.15,
  },
} as const;

/** The same names with values that a user may have changed. */
export type CalibratedSettings = {
  readonly [Group in keyof typeof CALIBRATED_SETTINGS]: {
    readonly [Name in keyof (typeof CALIBRATED_SETTINGS)[Group]]: number;
  };
};
