import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { Runtime } from '../replay/runtime.js';
import { ConnectionGate } from './connection-gate.js';
import { TICK_MS } from './delivery-limits.js';
import { RawSocketServer } from './raw-socket.server.js';
import { SocketIoPublisher } from './socket-io-publisher.js';
import { UpgradedSockets } from './upgraded-sockets.js';

const HEARTBEAT_MS = 15_000;
/** For the closing handshakes of clients that are alive; the process is to end within a second. */
const CLOSING_GRACE_MS = 250;

/** Who hears what: from the bus to the clients. */
@Injectable()
export class Broadcaster implements OnModuleInit, BeforeApplicationShutdown {
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly bus: SurveillanceBus,
    private readonly runtime: Runtime,
    private readonly socketIo: SocketIoPublisher,
    private readonly raw: RawSocketServer,
    private readonly gate: ConnectionGate,
    private readonly upgraded: UpgradedSockets,
  ) {}

  onModuleInit(): void {
    this.#streamSnapshots();
    const { bus, socketIo } = this;
    bus.on('alert', 'SocketIo', (alert) => socketIo.alert(alert));
    bus.on('alert_updated', 'SocketIo', (alert) => socketIo.alertUpdate(alert));
    bus.on('alert_lifecycle', 'SocketIo', (change) => socketIo.alertLifecycle(change));
    bus.on('anomaly', 'SocketIo', (anomaly) => socketIo.anomaly(anomaly));
    bus.on('regime', 'SocketIo', (change) => socketIo.regime(change));
    bus.on('metrics', 'SocketIo', (metrics) => socketIo.metrics(metrics));
    bus.on('replay', 'SocketIo', (state) => socketIo.replay(state));
    this.#every(TICK_MS, () => this.socketIo.tick());
    this.#every(TICK_MS, () => this.raw.tick());
    this.#every(HEARTBEAT_MS, () => this.raw.heartbeat());
  }

  /** Says goodbye before the HTTP server is closed, which would wait for these clients. */
  async beforeApplicationShutdown(): Promise<void> {
    this.gate.close();
    for (const timer of this.#timers) clearInterval(timer);
    this.socketIo.disconnectAll();
    this.raw.closeAll();
    await this.upgraded.closed(CLOSING_GRACE_MS);
  }

  /** One listener for each kind of client, so that trouble with one does not reach the other. */
  #streamSnapshots(): void {
    const { bus, socketIo, raw } = this;
    bus.on('snapshots', 'SocketIo', ({ snapshots }) => socketIo.snapshots(snapshots));
    bus.on('snapshots', 'RawSocketServer', ({ snapshots }) => raw.snapshots(snapshots));
    bus.on('snapshots', 'Broadcaster', ({ snapshots, dueAtMs }) =>
      bus.emit('broadcast', { count: snapshots.length, dueAtMs, sentAtMs: this.runtime.nowMs() }),
    );
    bus.on('stream_reset', 'SocketIo', () => socketIo.forgetPending());
    bus.on('stream_reset', 'RawSocketServer', () => raw.forgetPending());
  }

  #every(intervalMs: number, act: () => void): void {
    this.#timers.push(setInterval(act, intervalMs).unref());
  }
}
