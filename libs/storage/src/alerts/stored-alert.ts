import { type AlertLifecycle, type AlertMessage } from '@genesis/contracts';

/** What the database has of an alert. */
export interface StoredAlert {
  readonly alert: AlertMessage;
  /** `JSON.stringify` of the alert as it was raised. */
  readonly raisedDocument: string;
  readonly settled: boolean;
  readonly lifecycle: AlertLifecycle;
}

/** How many repeats an alert stands for: each `UPDATED` of one run has one more than the one before. */
export function repeatsOf({ suppressed }: AlertMessage): number {
  return suppressed.deduplicated + suppressed.cool_down;
}
