import { type AlertFactor, type Severity } from '@genesis/contracts';

/** A factor with how far it went: `excess` 0 at the threshold, 1 a full step beyond it. */
export interface ScoredFactor extends AlertFactor {
  readonly excess: number;
}

/** What factors amount to. */
export interface Assessment {
  /** 0–100. */
  readonly score: number;
  readonly severity: Severity;
  readonly factors: readonly AlertFactor[];
}

export function assess(factors: readonly ScoredFactor[]): Assessment {
  const score = severityScore(factors);
  return {
    score,
    severity: severityOf(score),
    factors: factors.map(({ excess: _excess, ...factor }) => factor),
  };
}

/**
 * S = 100·(1 − Π(1 − wᵢ·σ(fᵢ))) with σ the logistic function: a factor at its threshold counts half its
 * weight, one far beyond counts all of it (DETECTORS.md, Robust baselines). To one decimal, in [0, 100].
 */
export function severityScore(factors: readonly ScoredFactor[]): number {
  const doubt = factors.reduce((left, factor) => left * (1 - factor.weight * logistic(2 * factor.excess)), 1);
  return Math.round(1000 * (1 - doubt)) / 10;
}

export function severityOf(score: number): Severity {
  if (score >= 85) return 'CRITICAL';
  if (score >= 65) return 'HIGH';
  return score >= 40 ? 'MEDIUM' : 'LOW';
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
