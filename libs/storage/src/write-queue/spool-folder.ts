import { readdir, rename, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, makePrivateFolder } from './private-folder.js';
import { lockFolder } from './spool-lock.js';

/** Processes that may spool into one SPOOL_DIR at once. */
const MOST_PLACES = 64;
const NUMBER_DIGITS = 12;
const SEGMENT = /^(\d{12})\.jsonl$/;

export interface Segment {
  readonly number: number;
  readonly path: string;
  /** Bytes that were written whole. */
  size: number;
}

/** A folder of SPOOL_DIR that this process has to itself, and what it found there. */
export interface SpoolFolder {
  readonly path: string;
  readonly segments: readonly Segment[];
  release(): Promise<void>;
}

/**
 * Takes the first free folder `0`, `1`, … of `root`, and with it all that processes which are gone have left in the
 * other ones: nothing stays behind when fewer of them start again.
 */
export async function takeSpoolFolder(root: string): Promise<SpoolFolder> {
  await makeFolder(root);
  for (let place = 0; place < MOST_PLACES; place++) {
    const path = join(root, String(place));
    await makePrivateFolder(path);
    const release = await lockFolder(path);
    if (release === null) continue;
    await adoptOthers(root, path);
    return { path, segments: await segmentsIn(path), release };
  }
  throw new Error(`${root} is in use by ${MOST_PLACES} processes; give this one a SPOOL_DIR of its own`);
}

export function segmentPath(folder: string, number: number): string {
  return join(folder, `${String(number).padStart(NUMBER_DIGITS, '0')}.jsonl`);
}

export async function segmentsIn(folder: string): Promise<Segment[]> {
  const names = (await readdir(folder)).filter((name) => SEGMENT.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return { number: Number(SEGMENT.exec(name)?.[1]), path, size: (await stat(path)).size };
    }),
  );
}

async function adoptOthers(root: string, home: string): Promise<void> {
  const places = (await readdir(root)).filter((name) => /^\d+$/.test(name)).map((name) => join(root, name));
  for (const place of places) {
    const release = place === home ? null : await lockFolder(place);
    if (release === null) continue;
    await adopt(place, home);
    await release();
    await removeIfEmpty(place);
  }
}

/** Moves the segments of a folder behind those of another one; their order stays. */
async function adopt(from: string, home: string): Promise<void> {
  let next = ((await segmentsIn(home)).at(-1)?.number ?? 0) + 1;
  for (const { path } of await segmentsIn(from)) await rename(path, segmentPath(home, next++));
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    // What was kept aside there (damaged lines) stays for people to look at.
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
