import { type AlertFactor, type Severity, type SignalType } from '@genesis/contracts';
import { TS, type Side } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type Detection } from '../detection.js';

/** What a rule says of a row; the rest follows from the row. */
export interface SeedFinding {
  readonly type: SignalType;
  readonly side: Side;
  readonly severity: Severity;
  /** Left out where the rule has none: then the severity's own (see SCORES). */
  readonly score?: number;
  readonly price: number | null;
  readonly message: string;
  readonly counterfactual: string;
  /** A rule is true or not: its one or two factors weigh alike, 1. */
  readonly factors: readonly Omit<AlertFactor, 'weight'>[];
}

/** The predecessor scores LAYERING only; a score for the other rules says no more than their severity. */
const SCORES: Readonly<Record<Severity, number>> = { LOW: 25, MEDIUM: 50, HIGH: 75, CRITICAL: 100 };

/** A rule that was true of the view's current row alone. */
export function detectionOfRow(view: BookView, finding: SeedFinding): Detection {
  return detection(view, finding, view.tsMicros, view.sequence);
}

/** A rule that compared the view's current row with the row before it. */
export function detectionOfChange(view: BookView, finding: SeedFinding): Detection {
  return detection(view, finding, view.previous[TS], view.previousSequence);
}

/** A number as a person wants to read it: six significant digits, no trailing zeros. */
export function readable(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function detection(
  view: BookView,
  finding: SeedFinding,
  fromMicros: number,
  fromSequence: number,
): Detection {
  return {
    ...finding,
    score: finding.score ?? SCORES[finding.severity],
    factors: finding.factors.map((factor) => ({ ...factor, weight: 1 })),
    tsMicros: view.tsMicros,
    sequence: view.sequence,
    eventTimeMicros: view.tsMicros,
    fromMicros,
    fromSequence,
  };
}
