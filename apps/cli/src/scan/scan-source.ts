import { type DetectionProfile } from '@genesis/detection';
import { type SnapshotSource } from '@genesis/ingest';
import { type TimeRange } from '@genesis/market';
import { createPipeline, type SurveillancePipeline } from '@genesis/pipeline';
import { type CliContext } from '../cli-context.js';
import { filesRead, type ReadingOptions } from '../report/files-read.js';
import { describeInputs } from '../report/input-files.js';
import { renderReport } from '../report/render-report.js';
import { ReportCollector } from '../report/report-collector.js';
import { type Progress } from '../output/progress-bar.js';
import { type ScanOutputs } from './scan-outputs.js';
import { runScan } from './scan-runner.js';
import { ScanSummary } from './scan-summary.js';
import { type ScanFacts } from './summary-json.js';

export interface SourceScan {
  readonly files: readonly string[];
  readonly source: SnapshotSource;
  readonly reading: ReadingOptions;
  readonly options: string;
  readonly range: TimeRange;
  readonly profile: DetectionProfile;
  readonly outputs: ScanOutputs;
  readonly progress: Progress;
  readonly context: CliContext;
  readonly version: string;
}

/** Wires source, pipeline, summary and outputs, runs the scan and writes the report. */
export async function scanSource(scan: SourceScan): Promise<{ summary: ScanSummary; facts: ScanFacts }> {
  const { source, outputs, context } = scan;
  const summary = new ScanSummary();
  const collector = outputs.report === null ? null : new ReportCollector();
  const pipeline = connect(scan, summary, collector);
  const startedMs = context.now();
  await runScan({
    source,
    range: scan.range,
    pipeline,
    summary,
    onBatch: (batch, results) => collector?.addBatch(batch, results),
    drain: () => outputs.drain(),
    progress: scan.progress,
    signal: context.signal,
  });
  const facts = await factsOf(scan, pipeline, (context.now() - startedMs) / 1000);
  if (collector !== null) {
    collector.finish();
    const inputs = await describeInputs(await filesRead(scan.files, scan.reading));
    outputs.report?.write(renderReport({ ...facts, summary, collector, inputs, options: scan.options }));
  }
  return { summary, facts };
}

function connect(
  scan: SourceScan,
  summary: ScanSummary,
  collector: ReportCollector | null,
): SurveillancePipeline {
  const { outputs } = scan;
  const ignore = (): void => undefined;
  return createPipeline({
    profile: scan.profile,
    alerts: {
      // An alert is written once, when it will not change any more.
      raised: ignore,
      updated: ignore,
      settled: (alert) => {
        summary.addAlert(alert);
        collector?.addAlert(alert);
        outputs.alerts?.write(alert);
      },
    },
    onAnomaly: (anomaly) => {
      summary.addAnomaly(anomaly);
      outputs.anomalies?.write(anomaly);
    },
  });
}

async function factsOf(
  { source, profile, version, context }: SourceScan,
  pipeline: SurveillancePipeline,
  elapsedSeconds: number,
): Promise<ScanFacts> {
  const { name, format } = await source.describe();
  return {
    source: name,
    format,
    profile: profile.name,
    configuration: profile.configuration,
    version,
    interrupted: context.signal.aborted,
    elapsedSeconds,
    detectors: pipeline.detectorReports(),
  };
}
