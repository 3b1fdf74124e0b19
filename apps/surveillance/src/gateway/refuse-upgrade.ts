import { type Duplex } from 'node:stream';
import { errorBody } from '../http/error.filter.js';

/** Answers a request for an upgrade with a plain HTTP error in the shape that REST has. */
export function refuseUpgrade(socket: Duplex, status: number, message: string): void {
  const error = errorBody(status, [message]);
  const body = JSON.stringify(error);
  // The peer may be gone already; there is nobody left to tell.
  socket.once('error', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${status} ${error.error}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
