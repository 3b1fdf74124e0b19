import { type DetectorReport } from '@genesis/contracts';
import { secondsFromMicros } from '@genesis/market';
import { type ScanSummary } from './scan-summary.js';

/** What a scan was and how it went, beside what it found. */
export interface ScanFacts {
  readonly source: string;
  readonly format: string;
  readonly profile: string;
  readonly configuration: string;
  readonly version: string;
  readonly interrupted: boolean;
  readonly elapsedSeconds: number;
  readonly detectors: readonly DetectorReport[];
}

/** The summary for programs, as `genesis scan --json` prints it. Times are epoch seconds of the data. */
export function summaryJson(summary: ScanSummary, facts: ScanFacts): object {
  const { rows } = summary;
  return {
    source: facts.source,
    format: facts.format,
    profile: facts.profile,
    configuration: facts.configuration,
    version: facts.version,
    interrupted: facts.interrupted,
    rows,
    symbols: Object.fromEntries(summary.symbols),
    from: orNull(secondsFromMicros(summary.fromMicros)),
    to: orNull(secondsFromMicros(summary.toMicros)),
    elapsed_seconds: facts.elapsedSeconds,
    rows_per_second: Math.round(rowsPerSecond(summary, facts)),
    alerts: summary.alerts,
    alerts_by_type: Object.fromEntries(summary.alertCounts().map(({ type, counts }) => [type, counts])),
    alerts_by_severity: summary.alertCountsBySeverity(),
    anomalies: summary.anomalies,
    anomalies_by_code: summary.anomalyCounts(),
    detectors: facts.detectors.map(({ type, symbols }) => ({ type, symbols })),
  };
}

export function rowsPerSecond(summary: ScanSummary, { elapsedSeconds }: ScanFacts): number {
  return elapsedSeconds > 0 ? summary.rows.read / elapsedSeconds : 0;
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
