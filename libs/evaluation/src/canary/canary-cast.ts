import { type ProfileName, type SignalType } from '@genesis/contracts';
import { type EpisodeParams, type EpisodeType } from '@genesis/ingest';
import { type EpisodeScript } from '../injection/episode-script.js';
import { type ParameterRanges, type Parameters } from '../injection/parameter-cell.js';
import { ABUSE_SCRIPTS } from '../injection/scripts/index.js';

/**
 * Sizes of a detector's canaries, one after the other, in times an easy episode of the injector: an instrument that shows
 * easy ones every minute by itself hides them rightly, but has no habit of what is eight times as large.
 */
export const SIZES: readonly number[] = [1, 2, 4, 8, 8];

/** What is different from an easy episode of the injector. */
interface Difference {
  /** Narrower ranges: the plain form of the pattern, short, so that a short recording has room for it. */
  readonly ranges?: ParameterRanges;
  /** The parameter that is the episode's size; without one the pattern is as large as it can be. */
  readonly size?: string;
  /** Whether the episode is plain on these very rows, and so many times as plain as it has to be at least. */
  readonly isPlain?: (params: EpisodeParams, times: number) => boolean;
}

const SHORT_REST = { restSeconds: [1, 3] } as const;

const DIFFERENCES: Readonly<Partial<Record<EpisodeType, Difference>>> = {
  SPOOFING: { ranges: { ...SHORT_REST, level: [1, 5], parts: [1, 1] }, size: 'means' },
  LAYERING: { ranges: { ...SHORT_REST, firstLevel: [1, 2], buildSeconds: [0.1, 0.6] }, size: 'means' },
  LIQUIDITY_GAP: { ranges: { shareLeft: [0, 0], seconds: [1.2, 3] }, isPlain: isNearlyEmpty },
  DEPTH_SHOCK: { ranges: { loss: [0.75, 0.9], parts: [1, 1] } },
  HEAVY_IMBALANCE: { size: 'timesLarge' },
  QUOTE_STUFFING: { size: 'timesBusy' },
  MOMENTUM_IGNITION: { size: 'largeMoves' },
};

/** A kind of episode as canaries stage it. */
export interface CanaryCast {
  readonly script: EpisodeScript;
  readonly ranges: ParameterRanges;
  /** The parameters of an episode so many times as large. */
  readonly resized: (parameters: Parameters, times: number) => Parameters;
  readonly isPlain: (params: EpisodeParams, times: number) => boolean;
}

/** Rules of the predecessor that ask for something else than the pattern that they are named after. */
const BESIDE_THE_PATTERN: Readonly<Partial<Record<SignalType, string>>> = {
  SPOOFING:
    'the rule of profile seed looks for a best quote that all but vanishes in one snapshot, not for an order that is taken away from among others: no canary can show whether it works',
  LIQUIDITY_GAP:
    'the rule of profile seed asks for a volume below 0.5 in whatever unit the venue counts: no canary can show whether it works',
};

/** How canaries stage a type for the detectors of a profile; in words, why they cannot. */
export function castOf(type: SignalType, profile: ProfileName): CanaryCast | string {
  const script = ABUSE_SCRIPTS.find((candidate) => candidate.type === type);
  if (script === undefined) return 'no episode of this type is known';
  const beside = profile === 'seed' ? BESIDE_THE_PATTERN[type] : undefined;
  if (beside !== undefined) return beside;
  const { ranges = {}, size, isPlain = () => true } = DIFFERENCES[type as EpisodeType] ?? {};
  return {
    script,
    ranges: { ...script.ranges.easy, ...ranges },
    resized: (parameters, times) =>
      size === undefined ? parameters : { ...parameters, [size]: parameters[size] * times },
    isPlain,
  };
}

/** Of a best level of a few lots, one lot is no small part: its collapse is not seen in any volume. */
function isNearlyEmpty({ share_of_median, l1_before, l1_at_most }: EpisodeParams, times: number): boolean {
  const fall = 40 * Math.min(times, 2);
  return Number(share_of_median) <= 0.8 / fall && Number(l1_before) >= fall * Number(l1_at_most);
}
