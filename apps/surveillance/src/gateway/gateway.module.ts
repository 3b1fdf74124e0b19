import { Module } from '@nestjs/common';
import { AnalyticsModule } from '../analytics/analytics.module.js';
import { ReplayModule } from '../replay/replay.module.js';
import { Broadcaster } from './broadcaster.js';
import { ConnectionGate } from './connection-gate.js';
import { ConnectionRegistry } from './connection-registry.js';
import { RawSocketServer } from './raw-socket.server.js';
import { RoomService } from './room.service.js';
import { SocketIoPublisher } from './socket-io-publisher.js';
import { SocketIoGateway } from './socket-io.gateway.js';
import { UpgradedSockets } from './upgraded-sockets.js';

/** The stream to the outside: Socket.IO rooms and the raw WebSocket. */
@Module({
  imports: [ReplayModule, AnalyticsModule],
  providers: [
    ConnectionGate,
    ConnectionRegistry,
    UpgradedSockets,
    SocketIoPublisher,
    RoomService,
    SocketIoGateway,
    RawSocketServer,
    Broadcaster,
  ],
  exports: [ConnectionRegistry],
})
export class GatewayModule {}
