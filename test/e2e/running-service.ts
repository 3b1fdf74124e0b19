import { SurveillanceBus } from '../../apps/surveillance/src/bus/surveillance-bus.js';
import { ConnectionRegistry } from '../../apps/surveillance/src/gateway/connection-registry.js';
import { ReplayService } from '../../apps/surveillance/src/replay/replay.service.js';
import { type RunningApp, startApp } from './start-app.js';

/** The real service, with the parts that tests of the streams reach into. */
export interface RunningService extends RunningApp {
  readonly bus: SurveillanceBus;
  readonly replay: ReplayService;
  readonly connections: ConnectionRegistry;
  stop(): Promise<void>;
}

/**
 * Plays the simulation unless the environment says otherwise; resolves when the source is chosen. `listen` gets the
 * bus before anything is on it.
 */
export async function startService(
  environment: Record<string, string> = {},
  listen: (bus: SurveillanceBus) => void = () => undefined,
): Promise<RunningService> {
  const settings = { MODE: 'SIMULATION', SIM_RATE: '50', ...environment };
  const { app, url } = await startApp(settings, (started) => listen(started.get(SurveillanceBus)));
  const replay = app.get(ReplayService);
  await replay.started();
  return {
    app,
    url,
    bus: app.get(SurveillanceBus),
    replay,
    connections: app.get(ConnectionRegistry),
    stop: () => app.close(),
  };
}
