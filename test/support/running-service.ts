import { type NestExpressApplication } from '@nestjs/platform-express';
import { SurveillanceBus } from '../../apps/surveillance/src/bus/surveillance-bus.js';
import { type Environment, parseSettings } from '../../apps/surveillance/src/config/parse-settings.js';
import { createApp } from '../../apps/surveillance/src/create-app.js';
import { ConnectionRegistry } from '../../apps/surveillance/src/gateway/connection-registry.js';
import { ReplayService } from '../../apps/surveillance/src/replay/replay.service.js';

/** The real service on a port of its own, for tests from the outside. */
export interface RunningService {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly bus: SurveillanceBus;
  readonly replay: ReplayService;
  readonly connections: ConnectionRegistry;
  stop(): Promise<void>;
}

/** Plays the simulation unless the environment says otherwise; resolves when the source is chosen. */
export async function startService(environment: Environment = {}): Promise<RunningService> {
  const settings = parseSettings({ MODE: 'SIMULATION', SIM_RATE: '50', ...environment });
  const app = await createApp(settings, true);
  await app.listen(0, '127.0.0.1');
  const replay = app.get(ReplayService);
  await replay.started();
  return {
    app,
    url: await app.getUrl(),
    bus: app.get(SurveillanceBus),
    replay,
    connections: app.get(ConnectionRegistry),
    stop: () => app.close(),
  };
}
