import { type INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { type Server, type ServerOptions } from 'socket.io';
import { Settings } from '../config/settings.js';
import { ConnectionGate } from './connection-gate.js';

/** How long a connection may stay without joining the namespace. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Longer than usual, because a slow client meets a ping behind all that waits for it. */
const PING_TIMEOUT_MS = 40_000;

/** Socket.IO as the settings want it; given to `app.useWebSocketAdapter`. */
export class SocketIoAdapter extends IoAdapter {
  constructor(private readonly app: INestApplicationContext) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const settings = this.app.get(Settings);
    const gate = this.app.get(ConnectionGate);
    return super.createIOServer(port, {
      ...options,
      cors: { origin: [...settings.corsOrigins] },
      connectTimeout: CONNECT_TIMEOUT_MS,
      pingTimeout: PING_TIMEOUT_MS,
      maxHttpBufferSize: settings.wsMaxPayloadBytes,
      // Compression costs 55–107 µs a delivery, more than all the rest of it.
      perMessageDeflate: false,
      allowRequest: (request, decide) => {
        const refusal = gate.refusal(request);
        decide(refusal?.message, refusal === null);
      },
    } as ServerOptions);
  }
}
