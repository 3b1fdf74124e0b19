import { type NextFunction, type Request, type Response } from 'express';
import { errorBody } from './error.filter.js';
import { quoted } from './quoted.js';

/** A missing body counts as an empty object; what is no object is refused. Stands behind the body parser. */
export function objectBody(request: Request, response: Response, next: NextFunction): void {
  const body: unknown = request.body ?? (request.body === null ? null : {});
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    request.body = body;
    return next();
  }
  const got = Array.isArray(body) ? 'a list' : quoted(body);
  response.status(400).json(errorBody(400, [`the body must be a JSON object; got ${got}`]));
}
