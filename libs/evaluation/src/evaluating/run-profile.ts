import { type AlertMessage, type DetectorReport } from '@genesis/contracts';
import { type DetectionProfile } from '@genesis/detection';
import { type SnapshotSource } from '@genesis/ingest';
import { createPipeline } from '@genesis/pipeline';

/** What a profile made of a source. */
export interface ProfileRun {
  /** As they settled. */
  readonly alerts: readonly AlertMessage[];
  readonly detectors: readonly DetectorReport[];
}

/** Pulls the whole source through the default pipeline with the given detectors. */
export async function runProfile(source: SnapshotSource, profile: DetectionProfile): Promise<ProfileRun> {
  const alerts: AlertMessage[] = [];
  const ignore = (): void => undefined;
  const pipeline = createPipeline({
    profile,
    alerts: { raised: ignore, updated: ignore, settled: (alert) => alerts.push(alert) },
    onAnomaly: ignore,
  });
  for await (const batch of source.open()) pipeline.process(batch);
  pipeline.finish();
  return { alerts, detectors: pipeline.detectorReports() };
}
