import { type NextFunction, type Request, type Response } from 'express';
import { errorBody } from './error.filter.js';

/** A missing body counts as an empty object; a list is refused. Stands behind the body parser. */
export function objectBody(request: Request, response: Response, next: NextFunction): void {
  const body: unknown = request.body;
  if (Array.isArray(body)) {
    response.status(400).json(errorBody(400, ['the body must be a JSON object; got a list']));
    return;
  }
  request.body = body ?? {};
  next();
}
