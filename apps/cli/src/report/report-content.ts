import { type DetectorReport } from '@genesis/contracts';
import { type ScanSummary } from '../scan/scan-summary.js';
import { type ReportCollector } from './report-collector.js';

/** An input file as the report names it: by content, not by place. */
export interface InputFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Everything a report shows. Nothing in it depends on when or how fast the scan ran. */
export interface ReportContent {
  readonly summary: ScanSummary;
  readonly collector: ReportCollector;
  readonly inputs: readonly InputFile[];
  /** What the user chose and what stands for the rest, as on the command line; files by name, not by place. */
  readonly options: string;
  readonly format: string;
  readonly profile: string;
  readonly configuration: string;
  readonly version: string;
  readonly interrupted: boolean;
  readonly detectors: readonly DetectorReport[];
}
