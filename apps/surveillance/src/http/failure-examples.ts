/** What a route says when it refuses, by HTTP status. */
export type FailureExamples = Readonly<Partial<Record<400 | 404 | 409, string>>>;

const SYMBOL = 'symbol "XYZ" is not known; known are AAPL, MSFT';

const NO_DETECTOR = 'there is no detector "SPOOF"; known are SPOOFING, LAYERING, LIQUIDITY_GAP';
const UNKNOWN_ALERT = 'alert "0000" is not known; /alerts/history lists those that are';
const NO_ACTOR =
  'actor must be 1 to 64 printable characters without blanks at the ends, and not "engine"; got nothing';
const NOT_ALLOWED =
  'acknowledge is not possible: alert 3f6c2b1a9d7e4058 is ESCALATED; allowed are close, assign, notes';

/** Examples for the API document by method and path, of the routes that can refuse what they are asked. */
export const FAILURE_EXAMPLES: Readonly<Record<string, FailureExamples>> = {
  'POST /speed': { 400: 'speed must be a number from 0.1 to 10 (times real time); got 11' },
  'POST /replay/seek': {
    400: 'timestamp must be a number from 1340285400 to 1340289000 (epoch seconds of the data); got 1',
    409: 'another jump is under way; try again',
  },
  'POST /replay/step': {
    400: 'count must be a whole number from 1 to 10000; got 0',
    409: 'step works while PAUSED; the replay is PLAYING',
  },
  'GET /regimes/{symbol}/history': {
    404: 'symbol "XYZ" has no regimes; those shown so far are AAPL, MSFT',
  },
  'GET /snapshots': { 400: 'limit must be a whole number from 1 to 1000; got 0', 404: SYMBOL },
  'GET /snapshots/latest': {
    400: 'symbol must be 1 to 64 characters without blanks; got ""',
    404: SYMBOL,
  },
  'GET /history/bars': {
    400: 'resolution must be one of 1s, 1m; got "5m"',
    404: 'symbol "XYZ" has no rows in the database',
  },
  'GET /history/alert-counts': { 400: 'limit must be a whole number from 1 to 10000; got 0' },
  'PATCH /detectors/{type}': {
    400: 'HEAVY_IMBALANCE.enterZ is 400, expected a number from 0.1 to 100',
    404: NO_DETECTOR,
  },
  'POST /detectors/{type}/preview': {
    400: 'values of HEAVY_IMBALANCE.enterZ must each be a number from 0.1 to 100; got 400',
    404: NO_DETECTOR,
    409: 'another preview is at work; try again when it is done',
  },
  'GET /anomalies': { 400: 'level must be one of 1, 2, 3, 4, 5, 6; got 7' },
  'GET /alerts/history': { 400: 'severity must be one of LOW, MEDIUM, HIGH, CRITICAL; got "high"' },
  'GET /alerts/{id}/evidence': {
    400: 'id must be 16 digits 0–9, a–f; got "x"',
    404: 'no rows of alert "3f6c2b1a9d7e4058" are kept; /alerts/history lists alerts',
  },
  'GET /alerts/{id}': { 404: UNKNOWN_ALERT },
  'GET /alerts/{id}/events': { 404: UNKNOWN_ALERT },
  'POST /alerts/{id}/acknowledge': { 400: NO_ACTOR, 404: UNKNOWN_ALERT, 409: NOT_ALLOWED },
  'POST /alerts/{id}/escalate': { 400: NO_ACTOR, 404: UNKNOWN_ALERT, 409: NOT_ALLOWED },
  'POST /alerts/{id}/close': {
    400: 'reason must be one of TRUE_POSITIVE, FALSE_POSITIVE, DATA_FAULT, OTHER; got "FALSE"',
    404: UNKNOWN_ALERT,
    409: NOT_ALLOWED,
  },
  'POST /alerts/{id}/assign': { 400: NO_ACTOR, 404: UNKNOWN_ALERT, 409: NOT_ALLOWED },
  'POST /alerts/{id}/notes': { 400: NO_ACTOR, 404: UNKNOWN_ALERT },
};
