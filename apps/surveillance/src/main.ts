import { EnvironmentFileError, loadEnvironmentFile, SettingsError } from '@genesis/settings';
import { Logger } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { findNearMisses } from './config/near-miss.js';
import { parseSettings } from './config/parse-settings.js';
import { SETTING_DEFINITIONS } from './config/setting-definitions.js';
import { createApp } from './create-app.js';
import { Scrubber } from './logging/scrubber.js';
import { ServiceLogger } from './logging/service-logger.js';

const logger = new Logger('Genesis');

try {
  await serve();
} catch (error) {
  fail(error);
}

async function serve(): Promise<void> {
  loadEnvironmentFile();
  const settings = parseSettings(process.env);
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  const log = new ServiceLogger(settings, Scrubber.of(settings));
  process.once('exit', () => log.flush());
  const app = await createApp(settings, log);
  warnOfNearMisses();
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await app.listen(settings.port, settings.host);
  await announce(app);
}

async function announce(app: NestExpressApplication): Promise<void> {
  const url = (await app.getUrl()).replace('[::1]', 'localhost');
  logger.log(`API ${url}/, documentation ${url}/docs, health ${url}/health, metrics ${url}/metrics`);
  logger.log(`live data: Socket.IO at ${url}, WebSocket at ${url.replace('http', 'ws')}/ws`);
  logger.log('stop with Ctrl-C');
}

function warnOfNearMisses(): void {
  const known = Object.values(SETTING_DEFINITIONS).map(({ env }) => env);
  for (const { name, meant } of findNearMisses(Object.keys(process.env), known)) {
    logger.warn(`${name} is not a setting and has no effect; did you mean ${meant}?`);
  }
}

/** One line for what a user can put right, the whole stack for what only we can. */
function fail(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

interface ListenError extends Error {
  readonly code?: string;
  readonly address?: string;
  readonly hostname?: string;
  readonly port?: number;
}

function explain(error: unknown): string {
  if (error instanceof SettingsError || error instanceof EnvironmentFileError) return error.message;
  if (!(error instanceof Error)) return `genesis failed: ${String(error)}`;
  const { code, address, hostname, port } = error as ListenError;
  const where = `${address ?? ''}:${port ?? ''}`;
  if (code === 'EADDRINUSE') return `cannot listen on ${where}: the port is in use; set PORT to another one`;
  if (code === 'EACCES') return `cannot listen on ${where}: not permitted; set PORT to one above 1023`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `cannot listen on ${hostname ?? 'HOST'}: there is no host of that name; set HOST`;
  if (code === 'EADDRNOTAVAIL')
    return `cannot listen on ${where}: this machine has no such address; set HOST`;
  return `genesis failed: ${error.stack ?? error.message}`;
}
