import { AsyncResource } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { type NextFunction, type Request, type Response } from 'express';
import { withRequestId } from '../logging/log-ids.js';

/** What a caller may name a request; anything else could forge lines of the log. */
const ALLOWED = /^[A-Za-z0-9._:-]{1,128}$/;

/** Names each HTTP call, by X-Request-Id where the caller gave a usable one, and tells it in the answer and the log. */
export function requestIds() {
  const logger = new Logger('Http');
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = request.get('x-request-id');
    const id = given !== undefined && ALLOWED.test(given) ? given : randomUUID();
    response.setHeader('X-Request-Id', id);
    withRequestId(id, () => {
      response.once('finish', AsyncResource.bind(tell(logger, request, response)));
      next();
    });
  };
}

/** Without the query, which may hold anything. */
function tell(logger: Logger, { method, path }: Request, response: Response): () => void {
  const beganMs = performance.now();
  return () => {
    const tookMs = (performance.now() - beganMs).toFixed(1);
    logger.debug(`${method} ${path} ${response.statusCode} in ${tookMs} ms`);
  };
}
