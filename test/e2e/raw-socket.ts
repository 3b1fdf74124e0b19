import { type ClientOptions, WebSocket } from 'ws';

/**
 * A WebSocket client of `url`. A connection that breaks ends in `close`, which tests wait for; the `error` that may
 * come before it would end the process if nobody listened.
 */
export function rawSocket(url: string, options: ClientOptions = {}): WebSocket {
  const socket = new WebSocket(url.replace('http', 'ws'), options);
  socket.on('error', () => undefined);
  return socket;
}
