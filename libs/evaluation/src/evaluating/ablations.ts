import { type ProfileOverrides, type SettingOverrides } from '@genesis/detection';

/** A rule of the calibrated profile that can be switched off by its settings. */
export interface Ablation {
  readonly rule: string;
  readonly overrides: SettingOverrides;
}

/** What explains a pattern away, or asks for more than its bare shape: each switched off alone. */
export const ABLATIONS: readonly Ablation[] = [
  {
    rule: 'wait for an explanation (re-quoted, reached)',
    overrides: { SPOOFING: { explanationSeconds: 0 } },
  },
  { rule: 're-quoted in about the same size', overrides: { SPOOFING: { requoteShare: 0 } } },
  { rule: 'eaten in many parts', overrides: { SPOOFING: { maxParts: 1000 } } },
  { rule: 'rested too short', overrides: { SPOOFING: { minRestSeconds: 0 } } },
  { rule: 'quantity is a habit of this instrument', overrides: { SPOOFING: { habitualQuantitySeconds: 0 } } },
  { rule: 'book moved to other prices', overrides: { SPOOFING: { relevelledChanges: 21 } } },
  { rule: 'withdrawn as the touch moved', overrides: { SPOOFING: { afterMoveDiscount: 0 } } },
  {
    rule: 'rested long or hardly at all',
    overrides: { SPOOFING: { longRestDiscount: 0, shortRestDiscount: 0 } },
  },
  {
    rule: 'came or went at the touch',
    overrides: { SPOOFING: { bornAtTouchDiscount: 0, fellAtTouchDiscount: 0 } },
  },
  { rule: 'both sides pulled alike', overrides: { SPOOFING: { alikeShare: 1000 } } },
  { rule: 'SPOOFING: rarity', overrides: { SPOOFING: { rareScale: 0 } } },
  { rule: 'LAYERING: rarity', overrides: { LAYERING: { rareScale: 0 } } },
  { rule: 'LIQUIDITY_GAP: rarity', overrides: { LIQUIDITY_GAP: { rareScale: 0 } } },
  { rule: 'LIQUIDITY_GAP: quoted over and over', overrides: { LIQUIDITY_GAP: { quotedSeconds: 0 } } },
  {
    rule: 'LIQUIDITY_GAP: what comes back is what went',
    overrides: { LIQUIDITY_GAP: { unlikeDiscount: 0 } },
  },
  { rule: 'LIQUIDITY_GAP: least hold', overrides: { LIQUIDITY_GAP: { minHoldSeconds: 0.01 } } },
  { rule: 'DEPTH_SHOCK: rarity', overrides: { DEPTH_SHOCK: { rareScale: 0 } } },
  {
    rule: 'DEPTH_SHOCK: most levels take part',
    overrides: { DEPTH_SHOCK: { minBreadth: 0, minBreadthAtOnce: 0 } },
  },
  { rule: 'DEPTH_SHOCK: levels still stand', overrides: { DEPTH_SHOCK: { minStanding: 0, minAtOnce: 0 } } },
  { rule: 'DEPTH_SHOCK: nothing gained elsewhere', overrides: { DEPTH_SHOCK: { maxGainedOfLost: 1000 } } },
  { rule: 'DEPTH_SHOCK: the book leans', overrides: { DEPTH_SHOCK: { maxOppositeGain: 1000 } } },
  { rule: 'HEAVY_IMBALANCE: hold', overrides: { HEAVY_IMBALANCE: { holdSeconds: 0 } } },
  {
    rule: 'QUOTE_STUFFING: returns to a state',
    overrides: { QUOTE_STUFFING: { minReturnShare: 0, minReturns: 0 } },
  },
  { rule: 'MOMENTUM_IGNITION: rarity', overrides: { MOMENTUM_IGNITION: { rareScale: 0 } } },
  {
    rule: 'MOMENTUM_IGNITION: no sweep of one order',
    overrides: { MOMENTUM_IGNITION: { minRunSeconds: 0 } },
  },
  { rule: 'MOMENTUM_IGNITION: move comes back', overrides: { MOMENTUM_IGNITION: { minRetraced: 0 } } },
];

/** The rule switched off over other changed settings. */
export function withAblation(overrides: ProfileOverrides, ablation: Ablation): ProfileOverrides {
  const merged = { ...overrides.detectors };
  for (const [type, settings] of Object.entries(ablation.overrides)) {
    const known = type as keyof SettingOverrides;
    merged[known] = { ...merged[known], ...settings };
  }
  return { ...overrides, detectors: merged };
}
