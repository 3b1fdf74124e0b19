import {
  type AlertLifecycleMessage,
  type AlertMessage,
  type AnomalyMessage,
  type DashboardMetrics,
  type RegimeChange,
  type ReplayState,
  type RoomKind,
  type ServerToClientEvents,
  type SnapshotMessage,
} from '@genesis/contracts';
import { Injectable } from '@nestjs/common';
import { type ClientServer, type ClientSocket } from './client-socket.js';
import { ConnectionRegistry } from './connection-registry.js';
import { roomName } from './rooms.js';
import { type SocketIoSession } from './socket-io-session.js';

/** Sends to Socket.IO clients: once to a room for all who keep up, one by one to those who are served at their own pace. */
@Injectable()
export class SocketIoPublisher {
  readonly #sessions = new Set<SocketIoSession>();
  readonly #paced = new Set<SocketIoSession>();
  #server: ClientServer | null = null;

  constructor(private readonly registry: ConnectionRegistry) {}

  attach(server: ClientServer): void {
    this.#server = server;
  }

  add(session: SocketIoSession): void {
    this.#sessions.add(session);
  }

  remove(session: SocketIoSession): void {
    this.#sessions.delete(session);
    this.#paced.delete(session);
  }

  /** To be called when the rooms or the pace of a session changed. */
  refresh(session: SocketIoSession): void {
    if (session.paced) this.#paced.add(session);
    else this.#paced.delete(session);
  }

  snapshots(snapshots: readonly SnapshotMessage[]): void {
    for (const snapshot of snapshots) {
      this.#emit('snapshot', this.#rooms('snapshots', snapshot.symbol), snapshot);
      for (const session of this.#paced) session.offer(snapshot);
    }
    for (const session of this.#paced) session.flush();
  }

  alert(alert: AlertMessage): void {
    this.#emit('alert', this.#rooms('alerts', alert.symbol), alert);
  }

  alertUpdate(alert: AlertMessage): void {
    this.#emit('alert_update', this.#rooms('alerts', alert.symbol), alert);
  }

  alertLifecycle(change: AlertLifecycleMessage): void {
    this.#emit('alert_lifecycle', this.#rooms('alerts', change.symbol), change);
  }

  anomaly(anomaly: AnomalyMessage): void {
    this.#emit('anomaly', ['anomalies'], anomaly);
  }

  regime(change: RegimeChange): void {
    this.#emit('regime', this.#rooms('regimes', change.symbol), change);
  }

  metrics(metrics: DashboardMetrics): void {
    this.#emit('metrics', ['metrics'], metrics);
  }

  replay(state: ReplayState): void {
    this.#emit('replay', ['replay'], state);
  }

  /** To one client, outside of rooms. */
  tell<E extends keyof ServerToClientEvents>(
    socket: ClientSocket,
    event: E,
    ...payload: Parameters<ServerToClientEvents[E]>
  ): void {
    socket.emit(event, ...payload);
    this.registry.delivered('socket_io', event);
  }

  /** Finds out who keeps up, sends what is due, and lets go whom nothing reaches any more. */
  tick(): void {
    for (const session of this.#sessions) {
      session.tick();
      this.refresh(session);
      if (session.hopeless) this.#letGo(session);
    }
  }

  forgetPending(): void {
    for (const session of this.#paced) session.forgetPending();
  }

  disconnectAll(): void {
    this.#server?.disconnectSockets(true);
  }

  #letGo(session: SocketIoSession): void {
    this.registry.refused('too_slow');
    // Without sending what waits: that is what does not get through.
    session.socket.conn.close(true);
  }

  #rooms(kind: RoomKind, symbol: string): string[] {
    return [kind, roomName(kind, symbol)];
  }

  #emit<E extends keyof ServerToClientEvents>(
    event: E,
    rooms: string[],
    ...payload: Parameters<ServerToClientEvents[E]>
  ): void {
    const server = this.#server;
    if (server === null) return;
    const sizes = server.sockets.adapter.rooms;
    const listeners = rooms.reduce((count, room) => count + (sizes.get(room)?.size ?? 0), 0);
    // A message to nobody would be encoded all the same.
    if (listeners === 0) return;
    server.to(rooms).emit(event, ...payload);
    this.registry.delivered('socket_io', event, listeners);
  }
}
