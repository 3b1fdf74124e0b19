import { type NextFunction, type Request, type Response } from 'express';
import { errorBody } from './error.filter.js';
import { refuseHost } from './host-policy.js';

/** Stands before every HTTP call, pages and documents among them; the connection gate does the same for sockets. */
export function knownHostOnly(listensOn: string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const refused = refuseHost(listensOn, request.headers.host);
    if (refused === null) return next();
    response.status(403).json(errorBody(403, [refused]));
  };
}
