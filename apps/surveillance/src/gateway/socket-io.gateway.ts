import { type EventEmitter } from 'node:events';
import { type Acknowledgement, type SubscribeRequest } from '@genesis/contracts';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { Settings } from '../config/settings.js';
import { Runtime } from '../replay/runtime.js';
import { type ClientServer, type ClientSocket } from './client-socket.js';
import { ConnectionRegistry } from './connection-registry.js';
import { HOPELESS_FACTOR } from './delivery-limits.js';
import { turnOf } from './pacing/turns.js';
import { RefusedRequest } from './refused-request.js';
import { RoomService } from './room.service.js';
import { SocketIoPublisher } from './socket-io-publisher.js';
import { SocketIoSession } from './socket-io-session.js';
import { parseSubscribeRequest } from './subscribe-request.js';

/**
 * Socket.IO, default namespace. Requests are checked here rather than by a ValidationPipe, so that every refusal
 * is an acknowledgement that says why.
 */
@WebSocketGateway()
export class SocketIoGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  readonly #sessions = new Map<string, SocketIoSession>();
  /** So far. */
  #connections = 0;

  constructor(
    private readonly settings: Settings,
    private readonly registry: ConnectionRegistry,
    private readonly publisher: SocketIoPublisher,
    private readonly rooms: RoomService,
    private readonly runtime: Runtime,
  ) {}

  afterInit(server: ClientServer): void {
    this.publisher.attach(server);
    // Counted below the namespace, so that a connection that never joins it is seen, too.
    server.engine.on('connection', (connection: EventEmitter) => {
      connection.once('close', this.registry.open('socket_io'));
    });
  }

  handleConnection(socket: ClientSocket): void {
    const slowBytes = this.settings.slowClientBufferBytes;
    const limits = { slowBytes, hopelessBytes: slowBytes * HOPELESS_FACTOR };
    const session = new SocketIoSession(socket, limits, turnOf(this.#connections++), () =>
      this.runtime.nowMs(),
    );
    this.#sessions.set(socket.id, session);
    this.publisher.add(session);
  }

  handleDisconnect(socket: ClientSocket): void {
    const session = this.#sessions.get(socket.id);
    if (session === undefined) return;
    this.#sessions.delete(socket.id);
    this.publisher.remove(session);
    for (const room of session.subscriptions.all()) this.registry.left(room.kind);
  }

  @SubscribeMessage('subscribe')
  subscribe(@ConnectedSocket() socket: ClientSocket, @MessageBody() payload: unknown): Acknowledgement {
    return this.#answer(socket, payload, (session, request) => this.rooms.join(session, request));
  }

  @SubscribeMessage('unsubscribe')
  unsubscribe(@ConnectedSocket() socket: ClientSocket, @MessageBody() payload: unknown): Acknowledgement {
    return this.#answer(socket, payload, (session, request) => this.rooms.leave(session, request));
  }

  #answer(
    socket: ClientSocket,
    payload: unknown,
    act: (session: SocketIoSession, request: SubscribeRequest) => void,
  ): Acknowledgement {
    try {
      const session = this.#admit(socket);
      const request = parseSubscribeRequest(payload);
      act(session, request);
      return { ok: true, room: request.room };
    } catch (error) {
      if (!(error instanceof RefusedRequest)) throw error;
      this.registry.refused(error.reason);
      return { ok: false, error: error.message };
    }
  }

  #admit(socket: ClientSocket): SocketIoSession {
    const session = this.#sessions.get(socket.id);
    if (session === undefined) throw new RefusedRequest('the connection is already closed');
    if (session.requests.take()) return session;
    throw new RefusedRequest(
      `too many requests: at most ${session.requests.perSecond} a second`,
      'too_many_requests',
    );
  }
}
