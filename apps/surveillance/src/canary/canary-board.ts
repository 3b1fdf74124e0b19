import {
  type CanaryFinding,
  type CanaryOutcome,
  type CanaryRun,
  type DetectorCanary,
  type HealthIssue,
  type SignalType,
} from '@genesis/contracts';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';

/** What the canaries have found so far, by detector. */
@Injectable()
export class CanaryBoard {
  readonly #canaries = new Map<SignalType, DetectorCanary>();
  readonly #counts = new Map<SignalType, Map<CanaryOutcome, number>>();
  #lastRun: CanaryRun | null = null;

  constructor(private readonly settings: Settings) {}

  get lastRun(): CanaryRun | null {
    return this.#lastRun;
  }

  /** In the order in which the detectors were first tried. */
  canaries(): DetectorCanary[] {
    return [...this.#canaries.values()];
  }

  /** Findings since the start. */
  counts(): ReadonlyMap<SignalType, ReadonlyMap<CanaryOutcome, number>> {
    return this.#counts;
  }

  note(run: CanaryRun, findings: readonly CanaryFinding[]): void {
    this.#lastRun = run;
    for (const finding of findings) {
      this.#count(finding);
      this.#canaries.set(finding.type, this.#joined(run, finding));
    }
  }

  /** What health says of detectors that missed canary after canary. */
  blindness(): HealthIssue | null {
    const blind = this.canaries().filter((canary) => canary.blind);
    if (blind.length === 0) return null;
    const { canaryMisses } = this.settings;
    const texts = blind.map(
      ({ type, misses, reason }) => `${type} missed ${misses} canaries in a row: ${reason}`,
    );
    return {
      code: 'DETECTOR_BLIND',
      severity: 'degraded',
      message: `${texts.join('; ')} (CANARY_MISSES=${canaryMisses})`,
    };
  }

  /** What health says of canaries that could not be laid. */
  failure(): HealthIssue | null {
    const failure = this.#lastRun?.failure ?? null;
    if (failure === null) return null;
    return {
      code: 'CANARY_FAILING',
      severity: 'degraded',
      message: `the detectors could not be tried: ${failure}`,
    };
  }

  #joined({ at, symbol }: CanaryRun, finding: CanaryFinding): DetectorCanary {
    const before = this.#canaries.get(finding.type);
    const misses = missesAfter(before?.misses ?? 0, finding.outcome);
    return {
      ...finding,
      blind: misses >= this.settings.canaryMisses,
      misses,
      symbol,
      run_at: at,
      seen_at: finding.outcome === 'SEEN' ? at : (before?.seen_at ?? null),
    };
  }

  #count({ type, outcome }: CanaryFinding): void {
    const counts = this.#counts.get(type) ?? new Map<CanaryOutcome, number>();
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    this.#counts.set(type, counts);
  }
}

/** A canary that the rows could not answer neither accuses nor acquits. */
function missesAfter(before: number, outcome: CanaryOutcome): number {
  if (outcome === 'MISSED') return before + 1;
  return outcome === 'SEEN' || outcome === 'NOT_OBSERVABLE' ? 0 : before;
}
