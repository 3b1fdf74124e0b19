import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { io } from 'socket.io-client';
import { rawSocket } from './raw-socket.js';
import { eventually } from './eventually.js';

const ROOT = join(__dirname, '..', '..');

const services: ChildProcess[] = [];

/** The service as its own process, from its sources. */
function spawnService(environment: Record<string, string>, cwd = ROOT): ChildProcess {
  const service = spawn(
    process.execPath,
    ['--import', '@swc-node/register/esm-register', join(ROOT, 'apps/surveillance/src/main.ts')],
    {
      cwd,
      env: {
        PATH: process.env.PATH,
        TS_NODE_PROJECT: join(ROOT, 'tsconfig.json'),
        DATABASE: 'off',
        NO_COLOR: '1',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  services.push(service);
  return service;
}

async function outcome(service: ChildProcess): Promise<{ code: number | null; stderr: string }> {
  const [[code], stderr] = await Promise.all([
    once(service, 'exit') as Promise<[number | null]>,
    text(service.stderr as NodeJS.ReadableStream),
  ]);
  return { code, stderr };
}

describe('the process', () => {
  // One that a test lost patience with.
  afterEach(() => services.splice(0).forEach((service) => service.kill('SIGKILL')));

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
  });

  it('says in one line that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await outcome(spawnService({ PORT: String(port) }));
    other.close();
    expect(code).toBe(1);
    expect(stderr).toBe(`cannot listen on 127.0.0.1:${port}: the port is in use; set PORT to another one\n`);
  });

  it.each([
    ['nope.invalid', 'cannot listen on nope.invalid: there is no host of that name; set HOST\n'],
    ['192.0.2.1', 'cannot listen on 192.0.2.1:8123: this machine has no such address; set HOST\n'],
  ])('says in one line that it cannot listen on %s', async (host, line) => {
    expect(await outcome(spawnService({ HOST: host, PORT: '8123' }))).toEqual({ code: 1, stderr: line });
  });

  it('says in one line that .env is no file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'genesis-env-'));
    mkdirSync(join(folder, '.env'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const { code, stderr } = await outcome(spawnService({}, folder));
    rmSync(folder, { recursive: true });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: '.env cannot be read: it must be a file, and readable\n',
    });
  });

  it('says what plays and where to look, and ends at SIGTERM with clients connected', async () => {
    const service = spawnService({ PORT: '0', MODE: 'DB_REPLAY', SIM_RATE: '50', REPLAY_SPED: '2' });
    const exited = once(service, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    let log = '';
    service.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    service.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await eventually(() => expect(log).toContain('plays SIMULATION: simulator, seed 42'));
    expect(log).toContain('not DB_REPLAY: DATABASE=off');
    expect(log).toContain('did you mean REPLAY_SPEED?');
    const url = /API (http:\/\/127\.0\.0\.1:\d+)/.exec(log)?.[1] ?? '';

    const socket = io(url, { reconnection: false });
    const raw = rawSocket(`${url}/ws`);
    const keptAlive = await fetch(`${url}/replay`);
    expect(keptAlive.status).toBe(200);
    await Promise.all([once(raw, 'message'), new Promise<void>((resolve) => socket.on('connect', resolve))]);
    socket.emit('subscribe', { room: 'snapshots' });
    await new Promise<void>((resolve) => socket.once('snapshot', () => resolve()));

    service.kill('SIGTERM');
    const [code] = await exited;
    expect(code).toBe(0);
    socket.close();
  });
});
