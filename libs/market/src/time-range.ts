/** A stretch of event time, both ends included; an end left out is open. Microseconds since the epoch. */
export interface TimeRange {
  readonly fromMicros?: number;
  readonly toMicros?: number;
}
