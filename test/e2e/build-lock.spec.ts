import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const LOCK_MODULE = pathToFileURL(join(__dirname, '..', '..', 'scripts', 'build-lock.mjs')).href;

/** Takes the lock, writes "in", works for a while, writes "out". */
const WORKER = `
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { withBuildLock } from '${LOCK_MODULE}';
const [lockFile, log] = process.argv.slice(1);
await withBuildLock(lockFile, async () => {
  appendFileSync(log, 'in ');
  await sleep(60);
  appendFileSync(log, 'out ');
});`;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'genesis-lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function work(): Promise<void> {
  const args = [
    '--input-type=module',
    '-e',
    WORKER,
    join(folder, 'cache', 'build.lock'),
    join(folder, 'log'),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  await once(child, 'exit');
}

describe('the build lock', () => {
  it('lets one process work at a time and leaves nothing behind', async () => {
    await Promise.all([work(), work(), work(), work()]);
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in out '.repeat(4));
    expect(existsSync(join(folder, 'cache', 'build.lock'))).toBe(false);
  });

  it('is taken over from processes that died with it', async () => {
    await work();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(join(folder, 'cache', 'build.lock'), String(pid));
    await Promise.all([work(), work(), work()]);
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in out '.repeat(4));
    expect(existsSync(join(folder, 'cache', 'build.lock'))).toBe(false);
  });

  it.each([
    ['empty for 5 s', '', 6],
    ['older than any build, its process number in use by another program', String(process.pid), 601],
  ])('is taken over when it is %s', async (_what, content, ageSeconds) => {
    await work();
    const lockFile = join(folder, 'cache', 'build.lock');
    writeFileSync(lockFile, content);
    const written = Date.now() / 1000 - ageSeconds;
    utimesSync(lockFile, written, written);
    await Promise.all([work(), work()]);
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in out '.repeat(3));
    expect(existsSync(lockFile)).toBe(false);
  });
});
