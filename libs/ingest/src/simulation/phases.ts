import { MICROS_PER_SECOND, type RandomSource } from '@genesis/market';

/** The slow moods of a simulated market. MANIPULATED: the crowd is calm, and one episode of manipulation follows the other. */
export const PHASES = ['CALM', 'STRESSED', 'HOT', 'MANIPULATED'] as const;
export type Phase = (typeof PHASES)[number];

/** What a phase does to the intensities of the order flow; 1 leaves them as they are. */
export interface PhaseProfile {
  readonly speed: number;
  readonly limit: number;
  readonly market: number;
  readonly cancel: number;
}

const CALM: PhaseProfile = { speed: 0.85, limit: 1, market: 0.8, cancel: 1 };

/** Stressed: makers are shy, the book thins and opens. Hot: everything runs faster, takers above all. */
export const PHASE_PROFILES: Readonly<Record<Phase, PhaseProfile>> = {
  CALM,
  STRESSED: { speed: 1.1, limit: 0.85, market: 1.3, cancel: 1.25 },
  HOT: { speed: 2, limit: 1, market: 1.6, cancel: 1 },
  MANIPULATED: CALM,
};

/** Which phases interrupt the calm, each as often as the others, and how long phases last. */
export interface PhasePlan {
  readonly interruptions: readonly Phase[];
  readonly shortestSeconds: number;
  readonly meanSeconds: Readonly<Record<Phase, number>>;
}

/** A market as it is for the most part: calm. */
export const USUAL_PHASES: PhasePlan = {
  interruptions: ['STRESSED', 'HOT'],
  shortestSeconds: 8,
  meanSeconds: { CALM: 120, STRESSED: 40, HOT: 25, MANIPULATED: 0 },
};

/** For judging regimes: all four, long enough to be called one. */
export const REGIME_PHASES: PhasePlan = {
  interruptions: ['STRESSED', 'HOT', 'MANIPULATED'],
  shortestSeconds: 30,
  meanSeconds: { CALM: 150, STRESSED: 90, HOT: 90, MANIPULATED: 90 },
};

/** How strongly the takers' lean returns to its aim, and how far chance moves it, each second. */
const LEAN_RETURN = 0.03;
const LEAN_STEP = 0.2;
/** Takers lean against a price that has left its opening value: full lean at this log distance. */
const FAIR_VALUE_BAND = 0.05;

/**
 * The mood of one market, moved on once a second: its phase, and how much takers lean to buying. The lean gives
 * the price its trends, and in the long run leads it back to its opening value, so that an endless stream stays
 * in range.
 */
export class MarketMood {
  phase: Phase = 'CALM';
  /** -1 takers only sell … +1 takers only buy. */
  lean = 0;
  #untilMicros: number;

  constructor(
    startMicros: number,
    readonly random: RandomSource,
    readonly plan: PhasePlan = USUAL_PHASES,
  ) {
    this.#untilMicros = startMicros + this.#lengthMicros();
  }

  get profile(): PhaseProfile {
    return PHASE_PROFILES[this.phase];
  }

  /** `logDistance` is ln(mid / opening mid). True when a new phase begins. */
  advance(nowMicros: number, logDistance: number): boolean {
    const aim = -logDistance / FAIR_VALUE_BAND;
    this.lean += LEAN_RETURN * (aim - this.lean) + LEAN_STEP * (this.random() - 0.5);
    this.lean = Math.max(-1, Math.min(1, this.lean));
    if (nowMicros < this.#untilMicros) return false;
    const { interruptions } = this.plan;
    if (this.phase !== 'CALM') this.phase = 'CALM';
    else this.phase = interruptions[Math.floor(this.random() * interruptions.length)];
    this.#untilMicros = nowMicros + this.#lengthMicros();
    return true;
  }

  #lengthMicros(): number {
    const { shortestSeconds, meanSeconds } = this.plan;
    const beyond = meanSeconds[this.phase] - shortestSeconds;
    return (shortestSeconds - Math.log(1 - this.random()) * beyond) * MICROS_PER_SECOND;
  }
}
