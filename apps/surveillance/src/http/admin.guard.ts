import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { type Request, type Response } from 'express';
import { Settings } from '../config/settings.js';
import { cameThroughProxy, refuseAdmin } from './admin-policy.js';

const HARMLESS_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** Stands before every HTTP call; all that can change something go through the admin policy. */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(private readonly settings: Settings) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { method, socket, headers } = context.switchToHttp().getRequest<Request>();
    if (HARMLESS_METHODS.includes(method)) return true;
    const refused = refuseAdmin(this.settings, {
      remoteAddress: socket.remoteAddress,
      authorization: headers.authorization,
      authority: headers.host,
      origin: headers.origin,
      forwarded: cameThroughProxy(headers),
    });
    if (refused === null) return true;
    if (refused.status === 403) throw new ForbiddenException([refused.message]);
    context.switchToHttp().getResponse<Response>().setHeader('WWW-Authenticate', 'Bearer realm="genesis"');
    throw new UnauthorizedException([refused.message]);
  }
}
