import { type IncomingMessage, type Server } from 'node:http';
import { type Duplex } from 'node:stream';
import { type SnapshotMessage } from '@genesis/contracts';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type WebSocket, WebSocketServer } from 'ws';
import { InstrumentsService } from '../analytics/instruments.service.js';
import { Settings } from '../config/settings.js';
import { Runtime } from '../replay/runtime.js';
import { ConnectionGate } from './connection-gate.js';
import { ConnectionRegistry } from './connection-registry.js';
import { type EncodedSnapshot, RawClient } from './raw-client.js';
import { RawMessageGuard } from './raw-message-guard.js';
import { unknownSymbol } from './rooms.js';
import { refuseUpgrade } from './refuse-upgrade.js';

const PATH = '/ws';
/** Close frames carry 125 bytes, two of them the code. */
const LONGEST_REASON = 123;

/** The raw stream at `/ws?symbol=…`: one snapshot a message, bare JSON. Stands beside Socket.IO on the same server. */
@Injectable()
export class RawSocketServer implements OnModuleInit {
  readonly #logger = new Logger(RawSocketServer.name);
  readonly #clients = new Set<RawClient>();
  readonly #server: WebSocketServer;

  constructor(
    private readonly settings: Settings,
    private readonly gate: ConnectionGate,
    private readonly registry: ConnectionRegistry,
    private readonly instruments: InstrumentsService,
    private readonly runtime: Runtime,
    private readonly host: HttpAdapterHost,
  ) {
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: settings.wsMaxPayloadBytes,
      perMessageDeflate: false,
    });
  }

  onModuleInit(): void {
    const http = this.host.httpAdapter.getHttpServer() as Server;
    http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  snapshots(snapshots: readonly SnapshotMessage[]): void {
    if (this.#clients.size > 0) for (const snapshot of snapshots) this.#send(snapshot);
  }

  tick(): void {
    for (const client of this.#clients) client.tick();
  }

  heartbeat(): void {
    for (const client of this.#clients) client.heartbeat();
  }

  forgetPending(): void {
    for (const client of this.#clients) client.forgetPending();
  }

  closeAll(): void {
    for (const { socket } of this.#clients) socket.close(1001, 'the service is shutting down');
  }

  #send(snapshot: SnapshotMessage): void {
    let encoded: EncodedSnapshot | null = null;
    for (const client of this.#clients) {
      if (!client.wants(snapshot.symbol)) continue;
      encoded ??= Buffer.from(JSON.stringify(snapshot));
      client.offer(snapshot.symbol, encoded);
    }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const [path, query] = (request.url ?? '').split('?', 2);
    if (path !== PATH) return;
    const refusal = this.gate.refusal(request);
    if (refusal !== null) return refuseUpgrade(socket, refusal.status, refusal.message);
    this.#server.handleUpgrade(request, socket, head, (client) =>
      this.#open(client, new URLSearchParams(query).getAll('symbol')),
    );
  }

  #open(socket: WebSocket, wanted: readonly string[]): void {
    socket.once('close', this.registry.open('websocket'));
    socket.on('error', (error) => this.#logger.debug(`a raw client failed: ${error.message}`));
    const known = this.instruments.symbols();
    const unknown = wanted.find((symbol) => !known.includes(symbol));
    if (unknown !== undefined) return this.#refuse(socket, `symbol: got ${unknownSymbol(unknown, known)}`);
    this.#serve(socket, wanted.length === 0 ? null : new Set(wanted));
  }

  #serve(socket: WebSocket, symbols: ReadonlySet<string> | null): void {
    const { slowClientBufferBytes } = this.settings;
    const tally = this.registry.tally('websocket');
    const client = new RawClient(socket, symbols, slowClientBufferBytes, tally, () => this.runtime.nowMs());
    this.#clients.add(client);
    socket.once('close', () => this.#clients.delete(client));
    const guard = new RawMessageGuard();
    socket.on('message', (data, isBinary) => this.#judge(socket, guard, data as Buffer, isBinary));
  }

  #judge(socket: WebSocket, guard: RawMessageGuard, data: Buffer, isBinary: boolean): void {
    const verdict = guard.judge(data, isBinary);
    if (verdict.action === 'ignore') return;
    this.registry.refused('bad_request');
    if (verdict.action === 'close') socket.close(verdict.code, verdict.reason);
    else socket.send(JSON.stringify({ error: verdict.error }));
  }

  /** The whole text goes as a message, because browsers hide the answer to a failed upgrade and reasons are short. */
  #refuse(socket: WebSocket, error: string): void {
    this.registry.refused('bad_request');
    socket.send(JSON.stringify({ error }));
    socket.close(1008, Buffer.from(error).subarray(0, LONGEST_REASON).toString('utf8'));
  }
}
