import { LEVELS, ROW_STRIDE } from '@genesis/market';
import { StandingOutliers } from './standing-outliers.js';
import { UsualGap } from './usual-gap.js';
import { type ValidationSettings } from './validation-settings.js';

/** Conditions that stand over many rows: reported when they turn true, marked on every row. */
export const LOCKED = 1;
export const WIDE = 2;
export const ONE_SIDED = 4;
export const FEW_LEVELS = 8;
export const STALE = 16;
export const FUTURE = 32;

/** What the validator remembers of one symbol. */
export class SymbolState {
  /** Rows seen before the current one. */
  seen = 0;
  /** Best quotes and mid of the last accepted two-sided row; NaN before the first. */
  bestBid = NaN;
  bestAsk = NaN;
  referenceMid = NaN;
  /** Levels of the last accepted row's sides where the fast path passed them, else -1. */
  soundBids = -1;
  soundAsks = -1;
  /** Mask of the standing conditions above. */
  conditions = 0;
  /** Consecutive rows that agree on a mid far from the reference, and that mid. */
  jumpRows = 0;
  jumpMid = NaN;
  /** Rows by their number of levels (of the shorter side), and how often they turned unusually few. */
  readonly levelCounts = new Uint32Array(LEVELS + 1);
  fewLevelTurns = 0;
  readonly outliers = new StandingOutliers();

  /** Stamp of the row before, in microseconds; NaN before the first. */
  lastTs = NaN;
  sharedStamps = 0;
  longSilences = 0;
  readonly gap: UsualGap;
  /** A gap or a re-anchored clock that no accepted row has announced yet. */
  resetPending = false;
  gapPending = false;

  /** Index of the symbol's last row in the batch at hand; -1 when that row is kept in `previous` instead. */
  previousRow = -1;
  readonly previous = new Float64Array(ROW_STRIDE);

  /** Prices from the lowest to the highest share of a reference are believed. */
  readonly lowestShare: number;
  readonly highestShare: number;

  constructor(
    settings: ValidationSettings,
    /** In currency units; 0 where none is configured. */
    readonly tickSize: number,
  ) {
    this.gap = new UsualGap(settings);
    this.lowestShare = Math.exp(-settings.priceLogBand);
    this.highestShare = Math.exp(settings.priceLogBand);
  }

  /** Takes the best quotes of an accepted row as the reference for the next one. */
  anchor(bestBid: number, bestAsk: number): void {
    this.bestBid = bestBid;
    this.bestAsk = bestAsk;
    this.referenceMid = (bestBid + bestAsk) / 2;
  }

  /** Notes whether a condition holds now; true when it has just turned true. */
  turnsOn(condition: number, holds: boolean): boolean {
    const stood = (this.conditions & condition) !== 0;
    if (holds) this.conditions |= condition;
    else this.conditions &= ~condition;
    return holds && !stood;
  }
}
