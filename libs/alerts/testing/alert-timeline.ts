import { type AlertMessage, type Severity, type SignalType } from '@genesis/contracts';
import { type Detection } from '@genesis/detection';
import { MICROS_PER_SECOND, type Side } from '@genesis/market';
import { type AlertDecision } from '../src/alert-decision.js';
import { type AlertProvenance } from '../src/alert-provenance.js';
import { type AlertSettings } from '../src/alert-settings.js';
import { createAlertManager } from '../src/create-alert-manager.js';

export const PROVENANCE: AlertProvenance = {
  profile: 'calibrated',
  configuration: 'c0ffee',
  engine: '1.2.3',
  stateFromMicros: 500_000,
  stateFromSequence: 6,
};

/** What a test says of a detection; the rest is filled in. */
export interface Push {
  readonly symbol?: string;
  readonly type?: SignalType;
  readonly side?: Side;
  readonly severity?: Severity;
  readonly score?: number;
  readonly price?: number | null;
  readonly message?: string;
}

/** A detection at second `at` of a SPOOFING on the bid at 100. */
export function detectionAt(at: number, push: Push = {}): Detection {
  const tsMicros = Math.round(at * MICROS_PER_SECOND);
  return {
    type: push.type ?? 'SPOOFING',
    side: push.side ?? 'bid',
    severity: push.severity ?? 'MEDIUM',
    score: push.score ?? 50,
    tsMicros,
    sequence: Math.round(at * 10) + 1,
    eventTimeMicros: tsMicros - 100_000,
    price: push.price === undefined ? 100 : push.price,
    message: push.message ?? `seen at ${at}`,
    counterfactual: null,
    factors: [],
    fromMicros: tsMicros - MICROS_PER_SECOND,
    fromSequence: Math.max(1, Math.round(at * 10) - 9),
  };
}

/** What came out of the manager, with the event time at which it came. */
export interface Heard {
  readonly at: number;
  readonly event: 'raised' | 'updated' | 'settled';
  readonly alert: AlertMessage;
}

/** A manager on a time line of seconds: push at t, run to t, and read what was heard. */
export class AlertTimeline {
  readonly heard: Heard[] = [];
  readonly decisions: AlertDecision[] = [];
  readonly manager;
  offered = 0;
  #now = 0;

  constructor(settings: Partial<AlertSettings> = {}) {
    const hear = (event: Heard['event']) => (alert: AlertMessage) => {
      this.heard.push({ at: this.#now, event, alert });
    };
    const sink = { raised: hear('raised'), updated: hear('updated'), settled: hear('settled') };
    const onDecision = (decision: AlertDecision): number => this.decisions.push(decision);
    this.manager = createAlertManager(sink, { onDecision, ...settings });
  }

  /** Event time reaches `at`. */
  runTo(at: number): void {
    this.#now = at;
    this.manager.advance(Math.round(at * MICROS_PER_SECOND));
  }

  push(at: number, push: Push = {}): void {
    this.runTo(at);
    this.offered++;
    this.manager.offer(push.symbol ?? 'AAPL', detectionAt(at, push), PROVENANCE);
  }

  /** `raised@1`, `updated@2`, … */
  story(): string[] {
    return this.heard.map(({ event, at }) => `${event}@${at}`);
  }

  alerts(event: Heard['event']): AlertMessage[] {
    return this.heard.filter((entry) => entry.event === event).map(({ alert }) => alert);
  }

  reasons(): string[] {
    return this.decisions.map(({ reason }) => reason);
  }
}
