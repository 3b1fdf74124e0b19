import { type IncomingMessage } from 'node:http';
import { parseSettings } from '../config/parse-settings.js';
import { ConnectionGate } from './connection-gate.js';
import { ConnectionRegistry } from './connection-registry.js';

const request = (headers: Record<string, string>): IncomingMessage =>
  ({ headers }) as unknown as IncomingMessage;

describe('ConnectionGate', () => {
  const settings = parseSettings({ MAX_CONNECTIONS: '1', CORS_ORIGINS: 'https://desk.example' });
  let registry: ConnectionRegistry;
  let gate: ConnectionGate;

  beforeEach(() => {
    registry = new ConnectionRegistry();
    gate = new ConnectionGate(settings, registry);
  });

  it.each<[Record<string, string>, string]>([
    [{}, 'a program that is no browser'],
    [{ origin: 'http://localhost:8000', host: 'localhost:8000' }, 'a page of its own'],
    [{ origin: 'https://desk.example', host: 'localhost:8000' }, 'a page that the settings name'],
  ])('lets in %j: %s', (headers) => {
    expect(gate.refusal(request(headers))).toBeNull();
  });

  it.each(['https://evil.example', 'http://localhost:8001', 'null', 'https://desk.example.evil'])(
    'turns away a page of %s',
    (origin) => {
      expect(gate.refusal(request({ origin, host: 'localhost:8000' }))).toMatchObject({
        reason: 'foreign_origin',
        status: 403,
        message: `origin ${origin} is not among CORS_ORIGINS`,
      });
      expect(registry.refusals().get('foreign_origin')).toBe(1);
    },
  );

  it('turns away a page that gave this machine a name of its own, while HOST is loopback', () => {
    const rebound = { origin: 'http://evil.example:8000', host: 'evil.example:8000' };
    expect(gate.refusal(request(rebound))).toMatchObject({ reason: 'foreign_host', status: 403 });
    const open = new ConnectionGate(parseSettings({ HOST: '0.0.0.0' }), registry);
    expect(open.refusal(request(rebound))).toBeNull();
  });

  it('turns away who comes when all connections are taken, until one is free', () => {
    const close = registry.open('socket_io');
    expect(gate.refusal(request({}))).toMatchObject({ reason: 'too_many_connections', status: 503 });
    close();
    expect(gate.refusal(request({}))).toBeNull();
  });

  it('turns everybody away while the service shuts down', () => {
    gate.close();
    expect(gate.refusal(request({}))).toMatchObject({ reason: 'shutting_down', status: 503 });
  });
});
