import { type EvaluationRecord } from './evaluation-record.js';
export function renderEvaluation(record: EvaluationRecord): string {
  return record.source;
}
