import { setTimeout as sleep } from 'node:timers/promises';
import { type ClientGroup, type LatencyReport } from './client-messages.js';
import { ClientProcess } from './client-process.js';
import { PacedService } from './paced-service.js';
import { TrainingLoad } from './training-load.js';

/** A schedule that moved by more says that the replay gave up to catch up. */
const MOST_DRIFT_NS = 50_000;

export interface Seconds {
  readonly warmUp: number;
  readonly measured: number;
}

export interface LatencyPlan {
  readonly csv: string;
  readonly gapNs: number;
  readonly groups: readonly ClientGroup[];
  readonly seconds: Seconds;
  /** With the thread for regimes at work all the time. */
  readonly training: boolean;
  /** Settings of the service. */
  readonly environment: Record<string, string>;
}

/** Starts the service, plays the file to the clients, and measures after the warm-up. */
export async function measureLatency(plan: LatencyPlan): Promise<LatencyReport> {
  const service = await PacedService.start(plan.csv, plan.gapNs, plan.environment);
  const load = plan.training ? new TrainingLoad(service.app) : null;
  try {
    const clients = new ClientProcess();
    await clients.connect(service.url, plan.groups);
    await service.resume();
    await pause(plan.seconds.warmUp);
    const [{ firstDueNs }, trained] = [service, load?.trained];
    clients.begin({ firstDueNs, gapNs: plan.gapNs });
    await pause(plan.seconds.measured);
    const report = await clients.end();
    requireSteady(service.firstDueNs - firstDueNs);
    if (load !== null && load.trained === trained) throw new Error('nothing was trained meanwhile');
    return report;
  } finally {
    load?.stop();
    await service.stop();
  }
}

export function pause(seconds: number): Promise<void> {
  return sleep(seconds * 1_000);
}

function requireSteady(driftNs: number): void {
  if (Math.abs(driftNs) <= MOST_DRIFT_NS) return;
  throw new Error(`the replay fell behind by ${driftNs / 1e6} ms and gave up to catch up`);
}
