import { type AlertSink } from '@genesis/alerts';
import { type AlertMessage } from '@genesis/contracts';
import { type SnapshotSource } from '@genesis/ingest';
import { type SnapshotBatch } from '@genesis/market';
import { createPipeline } from '../create-pipeline.js';
import { type StateOrigin } from '../lane.js';
import { RetunedRun } from './retuned-run.js';
import { type SettingsHistory } from './settings-history.js';
import { aligned, type StateAlignment } from './state-alignment.js';
import { type FoundWindow, type RowStretch, WindowHashes } from './window-hashes.js';

/** The forms in which alerts came out of a replay, as JSON. */
export interface ReplayedForms {
  readonly raised: readonly string[];
  /** Raised or updated, in order. */
  readonly all: readonly string[];
}

export interface Replayed {
  /** By alert id; an alert that did not come out is left out. */
  readonly forms: ReadonlyMap<string, ReplayedForms>;
  /** By alert id. */
  readonly windows: ReadonlyMap<string, FoundWindow>;
}

export interface ReplayTask {
  /** Of the one symbol. */
  readonly source: SnapshotSource;
  readonly state: StateOrigin;
  readonly alignment: StateAlignment;
  readonly settings: SettingsHistory;
  /** Ids of the alerts that are looked for. */
  readonly wanted: ReadonlySet<string>;
  readonly windows: ReadonlyMap<string, RowStretch>;
  /** The symbol's rows end behind this time, and event time goes on up to it. */
  readonly toMicros: number;
  /** All data end with this row; Infinity where they do not. */
  readonly lastSequence: number;
}

/** Takes the rows through a pipeline of their own, from where the state behind the alerts began. */
export async function replayAlerts(task: ReplayTask): Promise<Replayed> {
  const { source, state, alignment, settings, toMicros, lastSequence } = task;
  const outlet = new WantedAlerts(task.wanted);
  const pipeline = createPipeline({ profile: settings.profile, alerts: outlet, onAnomaly: () => undefined });
  const run = new RetunedRun(pipeline, settings.steps);
  const hashes = new WindowHashes(task.windows);
  const range = { fromMicros: state.tsMicros, toMicros };
  for await (const batch of aligned(source.open(range), alignment)) {
    hashes.add(batch);
    const rows = rowsUpTo(batch, lastSequence);
    run.process(batch, rows);
    if (rows < batch.length) break;
  }
  run.finish();
  // While an instrument is silent, the rows of others move the time.
  if (lastSequence === Infinity) pipeline.advance(toMicros);
  pipeline.finish();
  return { forms: outlet.forms, windows: hashes.found() };
}

function rowsUpTo({ sequences, length }: SnapshotBatch, lastSequence: number): number {
  return Math.min(length, Math.max(lastSequence - sequences[0] + 1, 0));
}

class WantedAlerts implements AlertSink {
  readonly forms = new Map<string, { readonly raised: string[]; readonly all: string[] }>();

  constructor(private readonly wanted: ReadonlySet<string>) {}

  raised(alert: AlertMessage): void {
    if (!this.wanted.has(alert.id)) return;
    const forms = this.forms.get(alert.id) ?? { raised: [], all: [] };
    this.forms.set(alert.id, forms);
    const text = JSON.stringify(alert);
    forms.raised.push(text);
    forms.all.push(text);
  }

  updated(alert: AlertMessage): void {
    this.forms.get(alert.id)?.all.push(JSON.stringify(alert));
  }

  settled(): void {
    // The last update has told it.
  }
}
