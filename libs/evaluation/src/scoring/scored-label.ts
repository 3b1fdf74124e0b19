/** An episode as the scoring sees it. Times in epoch seconds, as the labels' stamps read in UTC. */
export interface ScoredLabel {
  readonly id: string;
  /** A signal type, or BENIGN for honest activity in which every alert is false. */
  readonly type: string;
  /** What a BENIGN one is. */
  readonly kind: string | null;
  /** bid, ask, both, up or down; null where the label names none. */
  readonly side: string | null;
  readonly start: number;
  readonly end: number;
  readonly difficulty: string | null;
}

/** An alert as the scoring sees it. Times in epoch seconds. */
export interface ScoredAlert {
  readonly timestamp: number;
  /** The row at which the pattern was complete; may be left out. */
  readonly event_time?: number | null;
  readonly type: string;
  readonly side?: string | null;
  /** 0–100; only the ranking (AUROC, average precision) looks at it. */
  readonly score?: number;
}

export const BENIGN = 'BENIGN';

const SIDES: Readonly<Record<string, string>> = {
  buy: 'bid',
  bid: 'bid',
  b: 'bid',
  up: 'bid',
  sell: 'ask',
  ask: 'ask',
  s: 'ask',
  a: 'ask',
  down: 'ask',
  both: 'both',
};

/** bid, ask or both for any usual way to say it; null for none and for what is no side. */
export function sideOfText(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : (SIDES[text.toLowerCase()] ?? null);
}
