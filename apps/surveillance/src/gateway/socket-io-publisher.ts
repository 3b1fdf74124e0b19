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
import { Runtime } from '../replay/runtime.js';
import { type ClientServer, type ClientSocket } from './client-socket.js';
import { ConnectionRegistry } from './connection-registry.js';
import { SnapshotAudience } from './delivery/snapshot-audience.js';
import { SnapshotFrame } from './delivery/snapshot-frame.js';
import { Conflation } from './pacing/conflation.js';
import { roomName } from './rooms.js';
import { type SocketIoSession } from './socket-io-session.js';

/**
 * Sends to Socket.IO clients. Snapshots go to all who keep up in one go, and to those who are served at their own pace when it is
 * their turn; everything else goes to the rooms of Socket.IO.
 */
@Injectable()
export class SocketIoPublisher {
  readonly #sessions = new Set<SocketIoSession>();
  readonly #audience = new SnapshotAudience<SocketIoSession>();
  readonly #conflation: Conflation<SnapshotFrame>;
  #server: ClientServer | null = null;

  constructor(
    private readonly registry: ConnectionRegistry,
    runtime: Runtime,
  ) {
    this.#conflation = new Conflation(registry.tally('socket_io'), () => runtime.nowMs());
  }

  attach(server: ClientServer): void {
    this.#server = server;
  }

  add(session: SocketIoSession): void {
    this.#sessions.add(session);
  }

  remove(session: SocketIoSession): void {
    this.#sessions.delete(session);
    this.#audience.remove(session);
    this.#conflation.dismiss(session, false);
  }

  /** To be called when the rooms or the pace of a session changed. */
  refresh(session: SocketIoSession): void {
    if (session.paced) {
      this.#audience.remove(session);
      this.#conflation.settle(session);
      return;
    }
    this.#conflation.dismiss(session, true);
    if (session.followsSnapshots) this.#audience.add(session);
    else this.#audience.remove(session);
  }

  snapshots(snapshots: readonly SnapshotMessage[]): void {
    if (this.#audience.size === 0 && this.#conflation.size === 0) return;
    const frames = snapshots.map((snapshot) => new SnapshotFrame(snapshot));
    const sent = this.#audience.send(frames);
    if (sent > 0) this.registry.delivered('socket_io', 'snapshot', sent);
    if (this.#conflation.size === 0) return;
    for (const frame of frames) this.#conflation.offer(frame.snapshot.symbol, frame);
    this.#conflation.flush();
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
      if (session.look()) this.#paceChanged(session);
      if (session.hopeless) this.#letGo(session);
    }
    this.#conflation.flush();
  }

  forgetPending(): void {
    this.#conflation.reset();
  }

  disconnectAll(): void {
    this.#server?.disconnectSockets(true);
  }

  #paceChanged(session: SocketIoSession): void {
    if (!session.slow) this.#conflation.catchUp(session);
    this.refresh(session);
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
