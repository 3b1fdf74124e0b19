import { type NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { type Settings } from '../config/settings.js';
import { LARGEST_BODY } from './body-limits.js';
import { jsonOnly } from './json-only.middleware.js';
import { knownHostOnly } from './known-host-only.middleware.js';
import { malformedBody } from './malformed-body.middleware.js';
import { objectBody } from './object-body.middleware.js';
import { requestIds } from './request-id.middleware.js';

/** Headers, origins and body limits of every answer. */
export function secure(app: NestExpressApplication, settings: Settings): void {
  app.use(requestIds());
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          // Swagger UI carries its styles and its logo in the page.
          'style-src': ["'self'", "'unsafe-inline'"],
          'img-src': ["'self'", 'data:'],
          'connect-src': ["'self'", 'ws:', 'wss:'],
          // The service itself speaks plain HTTP; a proxy before it may add TLS.
          'upgrade-insecure-requests': null,
        },
      },
      strictTransportSecurity: false,
    }),
  );
  app.use(knownHostOnly(settings.host));
  app.use(jsonOnly);
  app.useBodyParser('json', { limit: LARGEST_BODY, strict: false });
  app.use(malformedBody);
  app.use(objectBody);
  app.disable('x-powered-by');
  if (settings.corsOrigins.length > 0)
    app.enableCors({
      origin: [...settings.corsOrigins],
      exposedHeaders: ['X-Next-Cursor', 'X-Partial', 'X-Request-Id'],
    });
}
