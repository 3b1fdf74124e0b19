import { ANOMALY_CODES, type AnomalyCode, type AnomalyLevel, type Severity } from '@genesis/contracts';

/**
 * How grave a finding is for whoever runs the feed. LOW: the book is whole or was made whole. MEDIUM: something
 * of the stream is lost or doubtful. HIGH: what is lost or doubtful is the price itself.
 */
export const ANOMALY_SEVERITIES: Readonly<Record<AnomalyCode, Severity>> = {
  EMPTY_FIELD: 'MEDIUM',
  TEXT_IN_NUMBER: 'MEDIUM',
  TRUNCATED_ROW: 'MEDIUM',
  EXTRA_FIELD: 'MEDIUM',
  BAD_TS: 'MEDIUM',
  UNDECODABLE: 'MEDIUM',
  FEWER_LEVELS: 'LOW',
  MISSING_SIDE: 'HIGH',
  NAN: 'MEDIUM',
  INF: 'MEDIUM',
  ZERO_PRICE: 'MEDIUM',
  NEGATIVE_PRICE: 'MEDIUM',
  NEGATIVE_VOLUME: 'MEDIUM',
  OFF_TICK: 'LOW',
  PRICE_OUTLIER: 'HIGH',
  MID_JUMP: 'HIGH',
  UNSORTED_LEVELS: 'LOW',
  DUPLICATE_LEVEL: 'LOW',
  CROSSED_BOOK: 'HIGH',
  LOCKED_BOOK: 'LOW',
  WIDE_BOOK: 'MEDIUM',
  ONE_SIDED_BOOK: 'MEDIUM',
  OUT_OF_ORDER_TS: 'LOW',
  DUPLICATE_TS: 'LOW',
  DUPLICATE_ROW: 'LOW',
  TIME_GAP: 'LOW',
  STALE: 'MEDIUM',
  FUTURE_TS: 'MEDIUM',
  CLOCK_REANCHORED: 'MEDIUM',
};

const LEVEL_OF_CODE = new Map<AnomalyCode, AnomalyLevel>();
for (const [level, codes] of Object.entries(ANOMALY_CODES)) {
  for (const code of codes) LEVEL_OF_CODE.set(code, Number(level) as AnomalyLevel);
}

/** The validation level (1–6) that a code belongs to. @throws RangeError for a code of no level */
export function anomalyLevel(code: AnomalyCode): AnomalyLevel {
  const level = LEVEL_OF_CODE.get(code);
  if (level === undefined) throw new RangeError(`anomaly code "${code}" belongs to no level`);
  return level;
}
