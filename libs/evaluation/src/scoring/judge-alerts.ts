import { BENIGN, type ScoredAlert, type ScoredLabel, sideOfText } from './scored-label.js';
import { secondRowAfter, TOLERANCE_SECONDS } from './row-times.js';

/** Seconds after `event_time` within which an alert has to be raised. */
const LATEST_SECONDS = 30;
const GRACE_SECONDS = 2;
/** Further alerts of the right type and side in one episode that are neither right nor false. */
const REPEATS = 2;
/** Alerts of another type in one episode, for each type, that are neither right nor false. */
const RELATED = 3;

export type Verdict = 'true' | 'repeat' | 'related' | 'false';
export type FalseReason = 'late' | 'repeats' | 'wrong side' | 'no side' | 'benign' | 'related' | 'outside';

export interface Judgement {
  readonly verdict: Verdict;
  /** Null unless the verdict is false. */
  readonly reason: FalseReason | null;
  /** The episode that it is about; null where there is none. */
  readonly label: ScoredLabel | null;
  readonly alert: ScoredAlert;
}

/** A label with the end of its grace. */
interface OpenLabel {
  readonly label: ScoredLabel;
  readonly until: number;
}

/**
 * Judges each alert, in order of raising, by the benchmark's rules (score.py, whose verdicts these are): what lies in
 * an episode of its type on its side is true once, then repeat; another type is related; everything else is false.
 * `rowTimes` are the stamps of all rows in epoch seconds, ascending; without them the grace is 2 s.
 */
export function judgeAlerts(
  labels: readonly ScoredLabel[],
  alerts: readonly ScoredAlert[],
  rowTimes: ArrayLike<number>,
): Judgement[] {
  const judge = new Judge(labels, rowTimes);
  const inOrder = [...alerts].sort((a, b) => a.timestamp - b.timestamp || eventTime(a) - eventTime(b));
  return inOrder.map((alert) => judge.judge(alert));
}

class Judge {
  readonly #labels: readonly OpenLabel[];
  readonly #right = new Map<string, number>();
  readonly #related = new Map<string, number>();

  constructor(
    labels: readonly ScoredLabel[],
    readonly rowTimes: ArrayLike<number>,
  ) {
    const until = (label: ScoredLabel): number =>
      Math.max(label.end + GRACE_SECONDS, secondRowAfter(rowTimes, label.end));
    this.#labels = labels
      .map((label) => ({ label, until: until(label) }))
      .sort((a, b) => a.label.start - b.label.start);
  }

  judge(alert: ScoredAlert): Judgement {
    if (this.#isLate(alert)) return { verdict: 'false', reason: 'late', label: null, alert };
    const at = eventTime(alert);
    const inside = this.#labels
      .filter(({ label, until }) => label.start - TOLERANCE_SECONDS <= at && at <= until + TOLERANCE_SECONDS)
      .map(({ label }) => label);
    const abuse = inside.filter(({ type }) => type !== BENIGN);
    const same = abuse.filter(({ type }) => type === alert.type);
    const own = same.filter((label) => takesSide(label, alert)).at(-1);
    if (own !== undefined) return this.#onTarget(own, alert);
    const missed = same.at(-1);
    if (missed !== undefined) {
      return {
        verdict: 'false',
        reason: sideOf(alert) === null ? 'no side' : 'wrong side',
        label: missed,
        alert,
      };
    }
    const benign = inside.filter(({ type }) => type === BENIGN).at(-1);
    if (benign !== undefined) return { verdict: 'false', reason: 'benign', label: benign, alert };
    const other = abuse.at(-1);
    return other === undefined
      ? { verdict: 'false', reason: 'outside', label: null, alert }
      : this.#onOther(other, alert);
  }

  #isLate(alert: ScoredAlert): boolean {
    const { timestamp } = alert;
    const at = eventTime(alert);
    const latest = Math.max(at + LATEST_SECONDS, secondRowAfter(this.rowTimes, at));
    return at > timestamp + TOLERANCE_SECONDS || timestamp > latest + TOLERANCE_SECONDS;
  }

  #onTarget(label: ScoredLabel, alert: ScoredAlert): Judgement {
    const count = counted(this.#right, label.id);
    if (count === 1) return { verdict: 'true', reason: null, label, alert };
    return count <= 1 + REPEATS
      ? { verdict: 'repeat', reason: null, label, alert }
      : { verdict: 'false', reason: 'repeats', label, alert };
  }

  #onOther(label: ScoredLabel, alert: ScoredAlert): Judgement {
    return counted(this.#related, `${label.id}\n${alert.type}`) <= RELATED
      ? { verdict: 'related', reason: null, label, alert }
      : { verdict: 'false', reason: 'related', label, alert };
  }
}

/** Whether an alert of the label's type names the label's side; "both" and no side take any. */
export function takesSide(label: ScoredLabel, alert: ScoredAlert): boolean {
  const expected = sideOfText(label.side);
  return expected === null || expected === 'both' || expected === sideOf(alert);
}

function sideOf(alert: ScoredAlert): string | null {
  return sideOfText(alert.side);
}

function eventTime({ event_time, timestamp }: ScoredAlert): number {
  return event_time ?? timestamp;
}

/** Counts one more; returns how many there are now. */
function counted(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}
