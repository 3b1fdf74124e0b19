import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { eventually } from './eventually.js';

/** The service as its own process, from its sources. */
function spawnService(environment: Record<string, string>): ChildProcess {
  return spawn(
    process.execPath,
    ['--import', '@swc-node/register/esm-register', 'apps/surveillance/src/main.ts'],
    { env: { PATH: process.env.PATH, NO_COLOR: '1', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

async function outcome(service: ChildProcess): Promise<{ code: number | null; stderr: string }> {
  const [[code], stderr] = await Promise.all([
    once(service, 'exit') as Promise<[number | null]>,
    text(service.stderr as NodeJS.ReadableStream),
  ]);
  return { code, stderr };
}

describe('the process', () => {
  it('names all bad settings at once and does not start', async () => {
    const { code, stderr } = await outcome(spawnService({ PORT: 'abc', MODE: 'LIVE', ADMIN_TOKEN: 'short' }));
    expect(code).toBe(1);
    expect(stderr.split('\n')).toEqual([
      '3 settings cannot be used:',
      expect.stringContaining('PORT=abc'),
      expect.stringContaining('ADMIN_TOKEN=(hidden)'),
      expect.stringContaining('MODE=LIVE'),
      '',
    ]);
  }, 60_000);

  it('says in one line that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await outcome(spawnService({ PORT: String(port) }));
    other.close();
    expect(code).toBe(1);
    expect(stderr).toBe(`cannot listen on 127.0.0.1:${port}: the port is in use; set PORT to another one\n`);
  }, 60_000);

  it('says what plays and where to look, and ends at SIGTERM with clients connected', async () => {
    const service = spawnService({ PORT: '0', MODE: 'DB_REPLAY', SIM_RATE: '50', REPLAY_SPED: '2' });
    const exited = once(service, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    let log = '';
    service.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    service.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await eventually(() => expect(log).toContain('plays SIMULATION: simulator, seed 42'), 50_000);
    expect(log).toContain('not DB_REPLAY: no database source in this build');
    expect(log).toContain('did you mean REPLAY_SPEED?');
    const url = /API (http:\/\/127\.0\.0\.1:\d+)/.exec(log)?.[1] ?? '';

    const socket = io(url, { reconnection: false });
    const raw = new WebSocket(`${url.replace('http', 'ws')}/ws`);
    const keptAlive = await fetch(`${url}/replay`);
    expect(keptAlive.status).toBe(200);
    await Promise.all([once(raw, 'message'), new Promise<void>((resolve) => socket.on('connect', resolve))]);
    socket.emit('subscribe', { room: 'snapshots' });
    await new Promise<void>((resolve) => socket.once('snapshot', () => resolve()));

    service.kill('SIGTERM');
    const [code] = await exited;
    expect(code).toBe(0);
    socket.close();
  }, 90_000);
});
