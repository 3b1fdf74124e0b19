import { type NextFunction, type Request, type Response } from 'express';
import { errorBody } from './error.filter.js';
import { quoted } from './quoted.js';

/** Refuses bodies that are not JSON, which would otherwise be taken for missing. */
export function jsonOnly(request: Request, response: Response, next: NextFunction): void {
  const empty = request.headers['content-length'] === '0';
  // `is` answers null where there is no body.
  if (empty || request.is('application/json') !== false) return next();
  const got = quoted(request.headers['content-type']);
  response.status(415).json(errorBody(415, [`Content-Type must be application/json; got ${got}`]));
}
