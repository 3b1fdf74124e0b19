import { QUALITY_FLAGS, type QualityFlag } from '@genesis/contracts';

function bit(flag: QualityFlag): number {
  return 1 << QUALITY_FLAGS.indexOf(flag);
}

/** Bits of `RowValidator.quality`; the bit's index is the flag's index in QUALITY_FLAGS. */
export const QUALITY_REPAIRED = bit('REPAIRED');
export const QUALITY_DEGRADED = bit('DEGRADED');
export const QUALITY_LOCKED = bit('LOCKED');
export const QUALITY_WIDE = bit('WIDE');
export const QUALITY_ONE_SIDED = bit('ONE_SIDED');
export const QUALITY_GAP = bit('GAP');
export const QUALITY_QUARANTINED = bit('QUARANTINED');

const LOSSY_REPAIR = QUALITY_REPAIRED | QUALITY_DEGRADED;

/**
 * Whether a repair took away a size or a level that the market may well have shown: what is missing in such a
 * row was not withdrawn by anybody. Sorting, merging and closing gaps lose nothing and are no such repair.
 */
export function isLossyRepair(quality: number): boolean {
  return (quality & LOSSY_REPAIR) === LOSSY_REPAIR;
}
