import { type IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { refuseHost } from '../http/host-policy.js';
import { ConnectionRegistry, type RefusalReason } from './connection-registry.js';

/** Why a connection is turned away: for the metrics, for the client, and as an HTTP status. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly status: 403 | 503;
  readonly message: string;
}

/** Decides who may connect, for Socket.IO and the raw WebSocket alike. */
@Injectable()
export class ConnectionGate {
  #closing = false;

  constructor(
    private readonly settings: Settings,
    private readonly registry: ConnectionRegistry,
  ) {}

  /** From now on nobody may. */
  close(): void {
    this.#closing = true;
  }

  /** Null where the client may connect; a refusal is counted. */
  refusal(request: IncomingMessage): Refusal | null {
    const refusal = this.#check(request);
    if (refusal !== null) this.registry.refused(refusal.reason);
    return refusal;
  }

  #check({ headers }: IncomingMessage): Refusal | null {
    const { maxConnections } = this.settings;
    if (this.#closing) {
      return { reason: 'shutting_down', status: 503, message: 'the service is shutting down' };
    }
    if (this.registry.totalActive >= maxConnections) {
      const message = `all ${maxConnections} connections are taken (MAX_CONNECTIONS)`;
      return { reason: 'too_many_connections', status: 503, message };
    }
    const foreignHost = refuseHost(this.settings.host, headers.host);
    if (foreignHost !== null) return { reason: 'foreign_host', status: 403, message: foreignHost };
    if (!this.#isWelcome(headers.origin, headers.host)) {
      const message = `origin ${headers.origin ?? ''} is not among CORS_ORIGINS`;
      return { reason: 'foreign_origin', status: 403, message };
    }
    return null;
  }

  /** Browsers do not hold WebSockets to the rules of CORS, so that any page could read the stream. */
  #isWelcome(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || this.settings.corsOrigins.includes(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  }
}
