import { type NestExpressApplication } from '@nestjs/platform-express';
import { SurveillanceBus } from '../../../apps/surveillance/src/bus/surveillance-bus.js';
import { parseSettings } from '../../../apps/surveillance/src/config/parse-settings.js';
import { createApp } from '../../../apps/surveillance/src/create-app.js';
import { Runtime } from '../../../apps/surveillance/src/replay/runtime.js';

const NANOS_PER_MILLI = 1e6;

/** The real service in this process, playing a file of `pacedCsv`; it knows when each row is due. */
export class PacedService {
  /** When row 1 would be due, by the clock that runs now. */
  #firstDueNs = NaN;

  private constructor(
    readonly app: NestExpressApplication,
    readonly url: string,
  ) {}

  /** Starts it paused: clients come first. */
  static async start(
    csv: string,
    gapNs: number,
    environment: Record<string, string> = {},
  ): Promise<PacedService> {
    const settings = parseSettings({
      ...{ PORT: '0', DATABASE: 'off', MODE: 'CSV_REPLAY', CSV_PATH: csv, SHUTDOWN_GRACE_MS: '100' },
      // What is late stays late, and counts: nothing is skipped to catch up.
      ...{ MAX_CONNECTIONS: '2000', REPLAY_MAX_LAG_MS: '60000' },
      ...environment,
    });
    const app = await createApp(settings, false);
    await app.listen(settings.port, '127.0.0.1');
    const service = new PacedService(app, await app.getUrl());
    service.#watch(gapNs);
    await service.#post('/pause');
    return service;
  }

  /** Where the schedule of its rows begins. */
  get firstDueNs(): number {
    return this.#firstDueNs;
  }

  resume(): Promise<void> {
    return this.#post('/resume');
  }

  stop(): Promise<void> {
    return this.app.close();
  }

  /** The schedule moves when the replay is paused, or gives up to catch up. */
  #watch(gapNs: number): void {
    const runtime = this.app.get(Runtime);
    this.app.get(SurveillanceBus).on('snapshots', 'bench', ({ snapshots, dueAtMs }) => {
      if (dueAtMs === null || snapshots.length === 0) return;
      const dueNs = Number(process.hrtime.bigint()) - (runtime.nowMs() - dueAtMs) * NANOS_PER_MILLI;
      this.#firstDueNs = dueNs - (snapshots[0].sequence - 1) * gapNs;
    });
  }

  async #post(path: string): Promise<void> {
    const { ok, status } = await fetch(this.url + path, { method: 'POST' });
    if (!ok) throw new Error(`POST ${path} was answered with ${status}`);
  }
}
