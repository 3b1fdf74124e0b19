import { type NestExpressApplication } from '@nestjs/platform-express';
import { parseSettings } from '../../apps/surveillance/src/config/parse-settings.js';
import { createApp } from '../../apps/surveillance/src/create-app.js';
import { PATIENT } from '../support/patient-settings.js';

export interface RunningApp {
  readonly app: NestExpressApplication;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
}

/** Tests have no time to wait for what nobody reads any more. */
const SMALL = { PORT: '0', SHUTDOWN_GRACE_MS: '100', DATABASE: 'off', REGIME_FILE: 'off' };

/**
 * The real service on a free port, silent, with these settings; without a database unless they ask for one.
 * `prepare` gets it before it listens, and so before the first row is shown.
 */
export async function startApp(
  environment: Record<string, string> = {},
  prepare: (app: NestExpressApplication) => void = () => undefined,
): Promise<RunningApp> {
  const settings = parseSettings({ ...PATIENT, ...SMALL, ...environment });
  const app = await createApp(settings, false);
  prepare(app);
  await app.listen(settings.port, '127.0.0.1');
  return { app, url: await app.getUrl() };
}
