import { type AlertMessage, type AlertStatistics } from '@genesis/contracts';
import { type Detection } from '@genesis/detection';
import { type AlertCandidate, type AlertStage } from './alert-candidate.js';
import { AlertLog } from './alert-log.js';
import { type AlertManager, type AlertSink } from './alert-manager.js';
import { type AlertProvenance } from './alert-provenance.js';
import { alertSettings, type AlertSettings } from './alert-settings.js';
import { labelsOf } from './labels.js';
import { OpenAlerts } from './open-alerts.js';
import { coolDownStage } from './stages/cool-down.stage.js';
import { deduplicateStage } from './stages/deduplicate.stage.js';
import { EscalateStage } from './stages/escalate.stage.js';
import { LogStage } from './stages/log.stage.js';

/**
 * An alert manager that runs each detection through a list of stages.
 *
 * @throws RangeError for a setting out of its bounds
 */
export function createAlertManager(sink: AlertSink, settings: Partial<AlertSettings> = {}): AlertManager {
  return new StagedAlertManager(sink, alertSettings(settings));
}

class StagedAlertManager implements AlertManager {
  readonly #open = new OpenAlerts();
  readonly #log: AlertLog;
  readonly #escalateStage: EscalateStage;
  readonly #logStage: LogStage;
  /** The way of a detection. */
  readonly #stages: readonly AlertStage[];
  /** How far event time has come, in microseconds. */
  #reached = -Infinity;

  constructor(
    readonly sink: AlertSink,
    readonly settings: AlertSettings,
  ) {
    this.#log = new AlertLog(settings.logSize);
    this.#escalateStage = new EscalateStage(settings);
    this.#logStage = new LogStage(settings, this.#open, this.#log, sink);
    this.#stages = [coolDownStage, deduplicateStage, this.#escalateStage, this.#logStage];
  }

  offer(symbol: string, detection: Detection, provenance: AlertProvenance): void {
    const labels = labelsOf(symbol, detection, this.settings.priceBucketLogWidth);
    const candidate: AlertCandidate = {
      symbol,
      detection,
      provenance,
      labels,
      standing: this.#open.find(labels, detection.tsMicros),
      reason: 'NEW_PATTERN',
      escalates: false,
    };
    for (const stage of this.#stages) stage.process(candidate);
  }

  advance(tsMicros: number): void {
    // Pending decisions of other instruments may be a fraction of a second behind: time does not go back for them.
    if (!(tsMicros > this.#reached)) return;
    this.#reached = tsMicros;
    this.#escalateStage.advance(tsMicros);
    this.#open.settleBefore(tsMicros, this.#settle);
  }

  settleAll(): void {
    this.#open.settleBefore(Infinity, this.#settle);
  }

  history(): readonly AlertMessage[] {
    return this.#log.all();
  }

  find(id: string): AlertMessage | undefined {
    return this.#log.find(id);
  }

  statistics(): AlertStatistics {
    return {
      total_alerts_logged: this.#log.total,
      total_alerts_deduplicated: this.#logStage.deduplicated,
      total_alerts_cooled_down: this.#logStage.cooledDown,
      total_escalations: this.#log.escalations,
      alert_counts_by_type: Object.fromEntries(this.#log.byType),
      alert_counts_by_severity: this.#log.severityCounts(),
      active_deduplications: this.#open.countOpen(this.#reached),
    };
  }

  resetWindows(): void {
    this.#open.clear();
    this.#escalateStage.reset();
    this.#reached = -Infinity;
  }

  readonly #settle = (alert: AlertMessage): void => {
    this.sink.settled(alert);
  };
}
