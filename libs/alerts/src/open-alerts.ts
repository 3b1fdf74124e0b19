import { type AlertMessage } from '@genesis/contracts';

/** An alert that may still change: it stands for the repeats of its labels. Times in microseconds since the epoch. */
export interface OpenAlert {
  message: AlertMessage;
  readonly labels: string;
  /** Last moment at which a repeat is deduplicated. */
  readonly windowEnd: number;
  /** Last moment at which it is held back at all: the window's end plus the cool-down. */
  end: number;
}

/** Settled entries at the front of the queue before they are cut off. */
const COMPACTION = 256;

/**
 * Alerts that have not settled yet, in order of raising, and by labels those that stand for repeats: at most one
 * for the same labels. An alert settles when its own time is over and all those raised before it have settled,
 * so that consumers get them in one order.
 */
export class OpenAlerts {
  readonly #byLabels = new Map<string, OpenAlert>();
  #queue: OpenAlert[] = [];
  #head = 0;

  /** The alert that stands for these labels at `tsMicros`, if any. */
  find(labels: string, tsMicros: number): OpenAlert | undefined {
    const open = this.#byLabels.get(labels);
    return open !== undefined && tsMicros <= open.end ? open : undefined;
  }

  /** Opens an alert; an older one of the same labels changes no more. */
  add(open: OpenAlert): void {
    const older = this.#byLabels.get(open.labels);
    if (older !== undefined) older.end = -Infinity;
    this.#byLabels.set(open.labels, open);
    this.#queue.push(open);
  }

  /** Settles what ended before `tsMicros`; one comparison when nothing did. */
  settleBefore(tsMicros: number, settled: (alert: AlertMessage) => void): void {
    while (this.#head < this.#queue.length && this.#queue[this.#head].end < tsMicros) {
      const open = this.#queue[this.#head++];
      if (this.#byLabels.get(open.labels) === open) this.#byLabels.delete(open.labels);
      settled(open.message);
    }
    if (this.#head >= COMPACTION && this.#head * 2 >= this.#queue.length) this.#compact();
  }

  /** Alerts that can stand for a repeat at `tsMicros`. */
  countOpen(tsMicros: number): number {
    let count = 0;
    for (const open of this.#byLabels.values()) if (tsMicros <= open.end) count++;
    return count;
  }

  clear(): void {
    this.#byLabels.clear();
    this.#queue = [];
    this.#head = 0;
  }

  #compact(): void {
    this.#queue = this.#queue.slice(this.#head);
    this.#head = 0;
  }
}
