import { ROOM_KINDS } from '@genesis/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CONNECTION_KINDS, ConnectionRegistry } from '../../gateway/connection-registry.js';
import { MetricRegistry } from '../reporting/metric-registry.js';
import { copyTotals } from './copy-totals.js';

/** Who listens, and what they were sent. */
@Injectable()
export class ClientMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: MetricRegistry,
    private readonly clients: ConnectionRegistry,
  ) {}

  onModuleInit(): void {
    this.#showClients();
    this.#showDeliveries();
  }

  #showClients(): void {
    const { metrics, clients } = this;
    const connections = metrics.gauge('active_connections', 'Clients connected now', ['kind']);
    const members = metrics.gauge('room_members', 'Subscriptions to rooms of a kind', ['room']);
    const refusals = metrics.counter('client_refusals', 'Connections and requests turned down', ['reason']);
    metrics.beforeRead(() => {
      for (const kind of CONNECTION_KINDS) connections.set({ kind }, clients.active(kind));
      for (const room of ROOM_KINDS) members.set({ room }, clients.members().get(room) ?? 0);
      copyTotals(
        refusals,
        [...clients.refusals()].map(([reason, count]) => [{ reason }, count]),
      );
    });
  }

  #showDeliveries(): void {
    const { metrics, clients } = this;
    const deliveries = metrics.counter('deliveries', 'Messages sent to clients', ['kind', 'event']);
    const conflated = metrics.counter('conflated_frames', 'Snapshots replaced by a newer one unsent', [
      'kind',
    ]);
    metrics.beforeRead(() => {
      const sent = [...clients.deliveries()].flatMap(([kind, byEvent]) =>
        [...byEvent].map(([event, count]) => [{ kind, event }, count] as const),
      );
      copyTotals(deliveries, sent);
      copyTotals(
        conflated,
        [...clients.conflatedFrames()].map(([kind, count]) => [{ kind }, count]),
      );
    });
  }
}
