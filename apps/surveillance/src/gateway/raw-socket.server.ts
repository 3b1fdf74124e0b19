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
import { RawSnapshot } from './delivery/raw-snapshot.js';
import { Conflation } from './pacing/conflation.js';
import { RawClient } from './raw-client.js';
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
  /** Of those who do not keep up. */
  readonly #conflation: Conflation<RawSnapshot>;
  readonly #server: WebSocketServer;

  constructor(
    private readonly settings: Settings,
    private readonly gate: ConnectionGate,
    private readonly registry: ConnectionRegistry,
    private readonly instruments: InstrumentsService,
    private readonly runtime: Runtime,
    private readonly host: HttpAdapterHost,
  ) {
    this.#conflation = new Conflation(registry.tally('websocket'), () => runtime.nowMs());
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
    if (this.#clients.size === 0) return;
    const encoded = snapshots.map((snapshot) => new RawSnapshot(snapshot));
    let sent = 0;
    for (const client of this.#clients) if (!client.slow) sent += client.sendAll(encoded);
    if (sent > 0) this.registry.delivered('websocket', 'snapshot', sent);
    if (this.#conflation.size === 0) return;
    for (const snapshot of encoded) this.#conflation.offer(snapshot.symbol, snapshot);
    this.#conflation.flush();
  }

  tick(): void {
    for (const client of this.#clients) {
      if (!client.look()) continue;
      if (client.slow) this.#conflation.settle(client);
      else this.#conflation.dismiss(client, true);
    }
    this.#conflation.flush();
  }

  heartbeat(): void {
    for (const client of this.#clients) client.heartbeat();
  }

  forgetPending(): void {
    this.#conflation.reset();
  }

  closeAll(): void {
    for (const { socket } of this.#clients) socket.close(1001, 'the service is shutting down');
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const [path, query] = (request.url ?? '').split('?', 2);
    if (path !== PATH) return;
    const refusal = this.gate.refusal(request);
    if (refusal !== null) return refuseUpgrade(socket, refusal.status, refusal.message);
    this.#server.handleUpgrade(request, socket, head, (client) =>
      this.#open(client, socket, new URLSearchParams(query).getAll('symbol')),
    );
  }

  #open(socket: WebSocket, wire: Duplex, wanted: readonly string[]): void {
    socket.once('close', this.registry.open('websocket'));
    socket.on('error', (error) => this.#logger.debug(`a raw client failed: ${error.message}`));
    const known = this.instruments.symbols();
    const unknown = wanted.find((symbol) => !known.includes(symbol));
    if (unknown !== undefined) return this.#refuse(socket, `symbol: got ${unknownSymbol(unknown, known)}`);
    this.#serve(socket, wire, wanted.length === 0 ? null : new Set(wanted));
  }

  #serve(socket: WebSocket, wire: Duplex, symbols: ReadonlySet<string> | null): void {
    const { slowClientBufferBytes } = this.settings;
    const client = new RawClient(socket, wire, symbols, slowClientBufferBytes, () => this.runtime.nowMs());
    this.#clients.add(client);
    socket.once('close', () => this.#leave(client));
    const guard = new RawMessageGuard();
    socket.on('message', (data, isBinary) => this.#judge(socket, guard, data as Buffer, isBinary));
  }

  #leave(client: RawClient): void {
    this.#clients.delete(client);
    this.#conflation.dismiss(client, false);
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
