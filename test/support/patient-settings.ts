/** A machine that is slow or busy is no fault of the service: it is patient unless a test wants otherwise. */
export const PATIENT = {
  STALL_SECONDS: '600',
  LATENCY_BUDGET_MS: '60000',
  LATENCY_LIMIT_MS: '600000',
  EVENT_LOOP_BUDGET_MS: '60000',
  EVENT_LOOP_LIMIT_MS: '600000',
  REPLAY_MAX_LAG_MS: '60000',
  DB_CONNECT_TIMEOUT_MS: '60000',
  DB_STALL_MS: '60000',
};
