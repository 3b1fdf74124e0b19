import { hostNameOf, isLoopback } from './loopback.js';
import { quoted } from './quoted.js';

/**
 * Why a request may not even read, null where it may. While the service listens on loopback, a Host of another name
 * is a web page that had its own name resolved to this machine (DNS rebinding). Only programs leave Host out.
 */
export function refuseHost(listensOn: string, authority: string | undefined): string | null {
  if (authority === undefined || !isLoopback(listensOn)) return null;
  if (isLoopback(hostNameOf(authority) ?? '')) return null;
  const allowed = 'localhost, 127.0.0.1 or [::1] while HOST is loopback';
  return `the header Host must name this machine, ${allowed}; got ${quoted(authority)}`;
}
