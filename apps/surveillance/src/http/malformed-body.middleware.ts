import { type NextFunction, type Request, type Response } from 'express';
import { errorBody } from './error.filter.js';

/** Says what is malformed in words that name the body. Stands behind the body parser, which names only the token. */
export function malformedBody(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (!(error instanceof SyntaxError)) return next(error);
  response.status(400).json(errorBody(400, [`the body is not JSON: ${error.message}`]));
}
