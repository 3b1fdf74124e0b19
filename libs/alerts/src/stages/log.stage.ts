import { MICROS_PER_SECOND } from '@genesis/market';
import { type AlertCandidate, type AlertStage } from '../alert-candidate.js';
import { type AlertLog } from '../alert-log.js';
import { type AlertSink } from '../alert-manager.js';
import { type AlertSettings } from '../alert-settings.js';
import { absorbRepeat, buildAlert } from '../build-alert.js';
import { type OpenAlert, type OpenAlerts } from '../open-alerts.js';

/** Makes what the stages before it decided come true: a new alert, or one repeat more on the standing one. */
export class LogStage implements AlertStage {
  deduplicated = 0;
  cooledDown = 0;

  constructor(
    readonly settings: AlertSettings,
    readonly open: OpenAlerts,
    readonly log: AlertLog,
    readonly sink: AlertSink,
  ) {}

  process(candidate: AlertCandidate): void {
    const { standing, reason } = candidate;
    const isRaised = standing === undefined || reason === 'STRONGER_IN_COOL_DOWN';
    const alert = isRaised ? this.#raise(candidate) : this.#absorb(standing, candidate);
    this.#tellDecision(candidate, alert.message.id);
  }

  #raise(candidate: AlertCandidate): OpenAlert {
    const { detection, labels } = candidate;
    const message = buildAlert(candidate);
    const windowEnd = detection.tsMicros + this.settings.deduplicationSeconds * MICROS_PER_SECOND;
    const coolDown = (this.settings.coolDownSeconds[detection.type] ?? 0) * MICROS_PER_SECOND;
    const open = { message, labels, windowEnd, end: windowEnd + coolDown };
    this.open.add(open);
    this.log.add(message);
    this.sink.raised(message);
    return open;
  }

  #absorb(standing: OpenAlert, candidate: AlertCandidate): OpenAlert {
    if (candidate.reason === 'REPEAT_IN_COOL_DOWN') this.cooledDown++;
    else this.deduplicated++;
    const before = standing.message;
    standing.message = absorbRepeat(before, candidate);
    this.log.update(before, standing.message);
    this.sink.updated(standing.message);
    return standing;
  }

  #tellDecision(candidate: AlertCandidate, alertId: string): void {
    const { symbol, detection, reason, escalates } = candidate;
    const { type, side, tsMicros } = detection;
    this.settings.onDecision?.({ reason, alertId, symbol, type, side, tsMicros, escalates });
  }
}
