import { type DashboardMetrics, type SubscribeRequest } from '@genesis/contracts';
import { Injectable } from '@nestjs/common';
import { InstrumentsService } from '../analytics/instruments.service.js';
import { SnapshotStore } from '../analytics/snapshot-store.js';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { ReplayService } from '../replay/replay.service.js';
import { ConnectionRegistry } from './connection-registry.js';
import { HISTORY_SNAPSHOTS } from './delivery-limits.js';
import { RefusedRequest } from './refused-request.js';
import { parseRoom, type Room } from './rooms.js';
import { SocketIoPublisher } from './socket-io-publisher.js';
import { type SocketIoSession } from './socket-io-session.js';

/** Lets clients into rooms and out of them, and tells a newcomer how things stand. */
@Injectable()
export class RoomService {
  #metrics: DashboardMetrics | null = null;

  constructor(
    private readonly instruments: InstrumentsService,
    private readonly store: SnapshotStore,
    private readonly replay: ReplayService,
    private readonly publisher: SocketIoPublisher,
    private readonly registry: ConnectionRegistry,
    bus: SurveillanceBus,
  ) {
    bus.on('metrics', 'RoomService', (metrics) => (this.#metrics = metrics));
  }

  /**
   * Joining again changes the rate.
   * @throws RefusedRequest
   */
  join(session: SocketIoSession, { room: name, maxRate }: SubscribeRequest): void {
    const room = parseRoom(name, this.instruments.symbols());
    if (maxRate !== undefined && room.kind !== 'snapshots') {
      throw new RefusedRequest(`maxRate: got ${maxRate} for "${name}"; allowed: for rooms of snapshots only`);
    }
    if (session.subscriptions.set(room, maxRate ?? null)) {
      this.registry.joined(room.kind);
      this.#greet(session, room);
    }
    this.#settle(session);
  }

  /**
   * Leaving a room that was never joined changes nothing.
   * @throws RefusedRequest for a room that does not exist
   */
  leave(session: SocketIoSession, { room: name }: SubscribeRequest): void {
    // A room that was joined can be left even when its symbol is not known any more.
    const room = session.subscriptions.find(name) ?? parseRoom(name, this.instruments.symbols());
    if (session.subscriptions.delete(room.name)) this.registry.left(room.kind);
    this.#settle(session);
  }

  #settle(session: SocketIoSession): void {
    session.settle();
    this.publisher.refresh(session);
  }

  #greet({ socket }: SocketIoSession, { kind, symbol }: Room): void {
    switch (kind) {
      case 'snapshots':
        return this.publisher.tell(socket, 'history', this.store.recent(symbol, HISTORY_SNAPSHOTS));
      case 'replay':
        return this.publisher.tell(socket, 'replay', this.replay.state());
      case 'metrics':
        if (this.#metrics !== null) this.publisher.tell(socket, 'metrics', this.#metrics);
        return;
      case 'alerts':
      case 'anomalies':
      case 'regimes':
        // Only new ones: REST has their history.
        return;
    }
  }
}
