import { type AlertMessage, type AnomalyMessage } from '@genesis/contracts';
import { JsonLinesWriter } from '../output/json-lines-writer.js';
import { OutputFile } from '../output/output-file.js';
import { type NamedOutput } from '../output/output-paths.js';
import { alertRecord, anomalyRecord } from '../output/records.js';

/** The files a scan is asked to write. */
export interface ScanOutputPaths {
  readonly out?: string;
  readonly anomalies?: string;
  readonly report?: string;
}

/** The paths with the options that named them. */
export function namedOutputs(paths: ScanOutputPaths): NamedOutput[] {
  return (['out', 'anomalies', 'report'] as const).flatMap((option) => {
    const path = paths[option];
    return path === undefined ? [] : [{ argument: `--${option}`, path }];
  });
}

/** The files of a scan, all begun before the work and all finished, or all given up, after it. */
export class ScanOutputs {
  alerts: JsonLinesWriter<AlertMessage> | null = null;
  anomalies: JsonLinesWriter<AnomalyMessage> | null = null;
  report: OutputFile | null = null;

  /** @throws UnusableOutputError for the first that cannot be written; none is left behind then */
  static async create(paths: ScanOutputPaths): Promise<ScanOutputs> {
    const outputs = new ScanOutputs();
    try {
      if (paths.out !== undefined) outputs.alerts = await JsonLinesWriter.create(paths.out, alertRecord);
      if (paths.anomalies !== undefined) {
        outputs.anomalies = await JsonLinesWriter.create(paths.anomalies, anomalyRecord);
      }
      if (paths.report !== undefined) outputs.report = await OutputFile.create(paths.report);
    } catch (error) {
      await outputs.abandon();
      throw error;
    }
    return outputs;
  }

  /** Waits until what was written has room again. */
  async drain(): Promise<void> {
    await this.alerts?.drain();
    await this.anomalies?.drain();
  }

  async complete(): Promise<void> {
    for (const output of this.#all()) await output.complete();
  }

  async abandon(): Promise<void> {
    for (const output of this.#all()) await output.abandon();
  }

  #all(): (JsonLinesWriter<AlertMessage> | JsonLinesWriter<AnomalyMessage> | OutputFile)[] {
    return [this.alerts, this.anomalies, this.report].filter((output) => output !== null);
  }
}
