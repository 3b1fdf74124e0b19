import { type Evaluation } from '@genesis/evaluation';
import { type InputFile } from '../report/report-content.js';
import { type AblationStep } from './ablation-table.js';

/** An evaluation with what it was made of: what `--json` writes and the HTML report shows. */
export interface EvaluationRecord {
  readonly source: string;
  /** As on the command line. */
  readonly options: string;
  readonly version: string;
  /** By content, not by place. */
  readonly inputs: readonly InputFile[];
  /** Profiles that had not begun are missing. */
  readonly interrupted: boolean;
  readonly evaluation: Evaluation;
  readonly ablations: readonly AblationStep[] | null;
}
