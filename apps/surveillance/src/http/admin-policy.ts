import { createHash, timingSafeEqual } from 'node:crypto';
import { type IncomingHttpHeaders } from 'node:http';
import { hostNameOf, isLoopback } from './loopback.js';

export interface AdminSettings {
  readonly host: string;
  readonly adminToken: string | null;
  readonly corsOrigins: readonly string[];
}

/** What a decision is made from. */
export interface Caller {
  readonly remoteAddress: string | undefined;
  readonly authorization: string | undefined;
  /** Header `Host`. */
  readonly authority: string | undefined;
  /** Header `Origin`; browsers send it with every call that changes something. */
  readonly origin: string | undefined;
  /** Came through a proxy that says so; then `remoteAddress` is the proxy's. */
  readonly forwarded: boolean;
}

/** Headers that a proxy adds. */
const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'] as const;

export function cameThroughProxy(headers: IncomingHttpHeaders): boolean {
  return PROXY_HEADERS.some((name) => headers[name] !== undefined);
}

export interface Refused {
  readonly status: 401 | 403;
  readonly message: string;
}

/**
 * Whether a caller may change something; null means yes. With ADMIN_TOKEN, who knows it may. Without, only
 * this machine may, not through a proxy, and only while the service listens on loopback; then a web page of another
 * origin is refused, also one that reached loopback under a name of its own (DNS rebinding).
 */
export function refuseAdmin(settings: AdminSettings, caller: Caller): Refused | null {
  if (settings.adminToken !== null) return checkToken(settings.adminToken, caller.authorization);
  if (!isLoopback(settings.host)) {
    return forbidden('set ADMIN_TOKEN: without it nothing can be changed while HOST is open to the network');
  }
  if (!isLoopback(caller.remoteAddress ?? '')) {
    return forbidden('set ADMIN_TOKEN: without it only this machine may change something');
  }
  if (caller.forwarded) {
    return forbidden(
      'set ADMIN_TOKEN: without it nothing can be changed through a proxy, whoever is behind it',
    );
  }
  if (!isLoopback(hostNameOf(caller.authority ?? '') ?? '')) {
    return forbidden('the header Host must name this machine: localhost, 127.0.0.1 or [::1]');
  }
  return checkOrigin(settings, caller);
}

function checkToken(token: string, authorization: string | undefined): Refused | null {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (given === undefined) {
    return { status: 401, message: 'this call needs the header "Authorization: Bearer <ADMIN_TOKEN>"' };
  }
  return sameText(given, token) ? null : { status: 401, message: 'the bearer token is not ADMIN_TOKEN' };
}

/** Takes the same time wherever the texts differ. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function checkOrigin({ corsOrigins }: AdminSettings, { origin, authority }: Caller): Refused | null {
  if (origin === undefined || corsOrigins.includes(origin)) return null;
  if (URL.parse(origin)?.host === authority?.toLowerCase()) return null;
  return forbidden('a web page of another origin may not change anything; CORS_ORIGINS lists those that may');
}

function forbidden(message: string): Refused {
  return { status: 403, message };
}
