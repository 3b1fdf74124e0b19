import { CandidateRate } from './candidate-rate.js';

/** The settings of every detector that asks how rare its candidates are. */
export interface RaritySettings {
  /** Candidates from this strength on are counted, most of them too weak to be raised. */
  readonly rareFrom: number;
  /** Events so often are rare: up to there the floor is asked for. */
  readonly rarePerHour: number;
  /** How much stronger a candidate must be where they come e times as often. */
  readonly rareScale: number;
}

/** What was asked of a candidate, and why. */
export interface Rarity {
  /** The strength it had to reach. */
  readonly required: number;
  /** How often the instrument shows candidates, */
  readonly perHour: number;
  /** how often they are rare, */
  readonly rarePerHour: number;
  /** and how often they might have come for this one to be raised; Infinity where the rule is switched off. */
  readonly mostPerHour: number;
}

/**
 * How strong a candidate must be for this instrument: `floor`, and more where candidates of its kind come often. The
 * strengths that honest trading reaches fall off exponentially, at a scale that hardly differs between instruments; what
 * differs is how many there are. So the strength that the honest ones of an hour exceed as often as elsewhere grows with
 * the logarithm of their rate (peaks over threshold: Pickands 1975; Siffer et al., KDD 2017). A serial offender raises the
 * bar little: twice as many candidates, ln 2 scales.
 */
export class RarityBar {
  constructor(
    private floor: number,
    /** May be changed in place. */
    readonly settings: RaritySettings,
    /** Shared by bars whose candidates are of one kind. */
    readonly rate = new CandidateRate(),
  ) {}

  /** Asks for another floor from now on; the candidates stay. */
  retune(floor: number): void {
    this.floor = floor;
  }

  /** Judges a candidate by those before it, and counts it, unless it is only one more row of one that was counted. */
  weigh(strength: number, watchedMicros: number, isNew = true): Rarity {
    const { rareFrom, rarePerHour, rareScale } = this.settings;
    const perHour = this.rate.perHour(watchedMicros, rarePerHour);
    if (isNew && strength >= rareFrom) this.rate.note(watchedMicros);
    return {
      required: this.floor + rareScale * Math.max(0, Math.log(perHour / rarePerHour)),
      perHour,
      rarePerHour,
      mostPerHour:
        rareScale > 0 ? rarePerHour * Math.exp(Math.max(0, strength - this.floor) / rareScale) : Infinity,
    };
  }
}
