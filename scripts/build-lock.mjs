import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;
/** No build takes that long: the process number belongs to another program by now. */
const LONGEST_BUILD_MS = 10 * 60_000;
/** Between creating the file and writing the process number into it lies no more than a moment. */
const LONGEST_WRITE_MS = 5_000;

/** Runs `work` while no other process that uses the same lock file runs its own; waits for its turn. */
export async function withBuildLock(lockFile, work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  for (let tries = 0; !tryLock(lockFile);) {
    if (dropStaleLock(lockFile)) continue;
    if (tries++ === 0) process.stderr.write(`Waiting for a build that is under way (${lockFile}) …\n`);
    await sleep(POLL_MS);
  }
  const release = () => {
    // Another may have taken over what took too long.
    if (holderOf(lockFile) === process.pid) rmSync(lockFile, { force: true });
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function tryLock(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A holder that was killed leaves its file behind, maybe an empty one. True when that file is gone and the lock is worth a new try. */
function dropStaleLock(lockFile) {
  const holder = holderOf(lockFile);
  if (holder === null) return true;
  if (!isStale(lockFile, holder)) return false;
  // Renaming is atomic: of several processes that wait, one takes the dead holder's file away.
  const aside = `${lockFile}.${process.pid}`;
  try {
    renameSync(lockFile, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return true;
    throw error;
  }
  const moved = holderOf(aside);
  // Between the look and the rename a live process may have locked: then it gets its file back.
  if (moved !== null && !isStale(aside, moved)) renameSync(aside, lockFile);
  else rmSync(aside, { force: true });
  return true;
}

/** The process that wrote the lock file; NaN while it is still being written, null when there is none. */
function holderOf(lockFile) {
  try {
    return Number.parseInt(readFileSync(lockFile, 'utf8'), 10);
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Renaming keeps the time at which a file was written. */
function isStale(lockFile, holder) {
  const written = statSync(lockFile, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  const ageMs = Date.now() - written;
  if (Number.isNaN(holder)) return ageMs > LONGEST_WRITE_MS;
  return ageMs > LONGEST_BUILD_MS || !isAlive(holder);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
