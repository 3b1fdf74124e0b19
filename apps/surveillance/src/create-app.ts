import { type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { type Settings } from './config/settings.js';
import { SocketIoAdapter } from './gateway/socket-io.adapter.js';
import { serveOpenApi } from './http/openapi.js';
import { secure } from './http/secure.js';
import { createValidationPipe } from './http/validation-pipe.js';

/** The whole service, ready to `listen`; tests use the same one. Nothing is logged where `logger` is false. */
export async function createApp(
  settings: Settings,
  logger: LoggerService | false,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(settings), {
    abortOnError: false,
    bodyParser: false,
    logger,
  });
  secure(app, settings);
  app.useGlobalPipes(createValidationPipe());
  app.useWebSocketAdapter(new SocketIoAdapter(app));
  serveOpenApi(app);
  return app;
}
