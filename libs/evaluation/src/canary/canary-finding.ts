import { type CanaryFinding, type CanaryOutcome, type SignalType } from '@genesis/contracts';

/** A canary that was not laid, and why. */
export function notLaid(type: SignalType, outcome: CanaryOutcome, reason: string): CanaryFinding {
  return { type, outcome, reason, episodes: 0, delay_seconds: null };
}

/** The last of so many episodes was seen. */
export function seen(type: SignalType, episodes: number, delaySeconds: number): CanaryFinding {
  const reason = `raised its alert ${delaySeconds.toFixed(1)} s after the start of the episode`;
  return { type, outcome: 'SEEN', reason, episodes, delay_seconds: delaySeconds };
}

/** None of so many episodes was seen, of which the last ones leave no doubt. */
export function missed(type: SignalType, episodes: number): CanaryFinding {
  const reason = `raised no alert of the right side and time for any of ${episodes} episodes that grew far beyond what is usual`;
  return { type, outcome: 'MISSED', reason, episodes, delay_seconds: null };
}

/** A detector that throws sees nothing. */
export function failed(type: SignalType, episodes: number, error: unknown): CanaryFinding {
  const reason = `the detectors fail on the newest rows: ${error instanceof Error ? error.message : String(error)}`;
  return { type, outcome: 'MISSED', reason, episodes, delay_seconds: null };
}
