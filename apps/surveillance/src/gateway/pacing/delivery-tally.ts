/** What was done for clients of one kind, for the metrics. */
export interface DeliveryTally {
  delivered(count: number): void;
  /** States were replaced by newer ones before they were sent. */
  conflated(count: number): void;
}
