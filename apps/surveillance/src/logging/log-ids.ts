import { AsyncLocalStorage } from 'node:async_hooks';

/** What a line of the log belongs to. */
export interface LogIds {
  readonly requestId?: string;
  replayId?: string;
}

const ids = new AsyncLocalStorage<LogIds>();

/** Of the call or the replay that this runs in. */
export function currentLogIds(): LogIds {
  return ids.getStore() ?? {};
}

/** All that `work` logs, and all that it sets going, carries the id of the HTTP call. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return ids.run({ requestId }, work);
}

/** All that `work` logs carries the id of the pass that was begun last. */
export function withReplayIds<T>(work: () => T): T {
  return ids.run({}, work);
}

/** A pass over a source begins: a start, a loop, a seek, another source. Within `withReplayIds`; elsewhere nothing. */
export function beginReplayPass(replayId: string): void {
  const store = ids.getStore();
  if (store !== undefined) store.replayId = replayId;
}
