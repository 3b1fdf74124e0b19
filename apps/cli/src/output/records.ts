import { type AlertMessage, type AnomalyMessage } from '@genesis/contracts';

/** An alert with the documented keys first, for people who read the lines. */
export function alertRecord(alert: AlertMessage): AlertMessage {
  const { timestamp, symbol, type, side, severity, score, message, ...rest } = alert;
  return { timestamp, symbol, type, side, severity, score, message, ...rest };
}

/** An anomaly with the documented keys first. */
export function anomalyRecord(anomaly: AnomalyMessage): AnomalyMessage {
  const { line, timestamp, symbol, level, code, action, issue, ...rest } = anomaly;
  return { line, timestamp, symbol, level, code, action, issue, ...rest };
}
