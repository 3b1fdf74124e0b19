import { STATUS_CODES } from 'node:http';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  HttpStatus,
  Logger,
} from '@nestjs/common';
import { type Request, type Response } from 'express';
import { type ErrorBody } from './error-body.dto.js';
import { LARGEST_BODY } from './body-limits.js';

/** Gives every error of the HTTP side the one shape. What was not foreseen is logged, and not shown. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const status = error instanceof HttpException ? error.getStatus() : HttpStatus.INTERNAL_SERVER_ERROR;
    const message =
      error instanceof HttpException ? messagesOf(error, request) : ['the service failed to answer'];
    if (status >= 500 && !(error instanceof HttpException)) this.#report(request, error);
    if (response.headersSent) return void response.end();
    response.status(status).json(errorBody(status, message));
  }

  #report(request: Request, error: unknown): void {
    const stack = error instanceof Error ? error.stack : undefined;
    this.#logger.error(`${request.method} ${request.path}: ${String(error)}`, stack);
  }
}

export function errorBody(status: number, message: string[]): ErrorBody {
  return { statusCode: status, error: STATUS_CODES[status] ?? 'Error', message };
}

function messagesOf(error: HttpException, request: Request): string[] {
  if (error.getStatus() === 413) return [`the body must not be larger than ${LARGEST_BODY} bytes`];
  const body = error.getResponse();
  const message = typeof body === 'string' ? body : (body as { message?: string | string[] }).message;
  const messages = message === undefined ? [error.message] : [message].flat();
  // Nest names the route that it does not know this way.
  const unknown = messages.length === 1 && messages[0]?.startsWith('Cannot ');
  return unknown ? [`there is no ${request.method} ${request.path}; /docs lists what there is`] : messages;
}
