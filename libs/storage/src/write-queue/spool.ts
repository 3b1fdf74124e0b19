import { appendFile, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { InTurn } from '../in-turn.js';
import { PRIVATE_FILE } from './private-folder.js';
import { readSegment } from './read-segment.js';
import { SpoolFullError } from './spool-full.error.js';
import { segmentPath, takeSpoolFolder, type Segment, type SpoolFolder } from './spool-folder.js';
import { spoolLine } from './spool-line.js';

export interface SpoolLimits {
  /** Bytes that may wait on disk. */
  readonly maxBytes: number;
  /** A segment that has grown to this is closed, so that what was drained can be deleted. */
  readonly segmentBytes: number;
}

export interface SpoolBatch {
  readonly texts: readonly string[];
  readonly segment: number;
  readonly end: number;
}

/** Told what could not be read: the file, and the lines, which are also kept in `damaged.txt` beside it. */
export type DamageListener = (file: string, lines: readonly string[]) => void;

/**
 * A queue on disk: lines with checksums in numbered files that only grow, deleted once they are drained. What was
 * appended outlives a kill -9 of the process (the system has it), and a power cut from the next `sync` on. A process
 * always begins a new file, so that half a line at the end of an older one is known to be the trace of a crash.
 */
export class Spool {
  readonly #segments: Segment[];
  /** Bytes of the first segment that were drained. */
  #drained = 0;
  #file: FileHandle | null = null;
  #next: number;
  #unsynced = false;
  /** Operations follow one another. */
  readonly #turns = new InTurn();

  private constructor(
    private readonly folder: SpoolFolder,
    private readonly limits: SpoolLimits,
    private readonly onDamage: DamageListener,
  ) {
    this.#segments = [...folder.segments];
    this.#next = (this.#segments.at(-1)?.number ?? 0) + 1;
  }

  static async open(root: string, limits: SpoolLimits, onDamage: DamageListener): Promise<Spool> {
    return new Spool(await takeSpoolFolder(root), limits, onDamage);
  }

  /** Bytes that wait. */
  get bytes(): number {
    return this.#segments.reduce((sum, { size }) => sum + size, 0) - this.#drained;
  }

  /** All or nothing. @throws SpoolFullError, or what the system says (no space, read-only …) */
  append(texts: readonly string[]): Promise<void> {
    return this.#turns.run(() => this.#append(Buffer.from(texts.map(spoolLine).join(''))));
  }

  /** From here on what was appended outlives a power cut. */
  sync(): Promise<void> {
    return this.#turns.run(() => this.#sync());
  }

  /** The oldest lines that wait; they stay until they are acknowledged. No texts: nothing waits. */
  read(mostLines: number): Promise<SpoolBatch> {
    return this.#turns.run(() => this.#read(mostLines));
  }

  /** Shows every line that waits without taking it. */
  scan(visit: (text: string) => void): Promise<void> {
    return this.#turns.run(async () => {
      for (const [index, segment] of this.#segments.entries()) {
        let offset = index === 0 ? this.#drained : 0;
        while (offset < segment.size) {
          const part = await readSegment(segment, offset, Infinity);
          if (part.end === offset) break;
          part.texts.forEach(visit);
          offset = part.end;
        }
      }
    });
  }

  /** What `read` gave is in good hands. */
  acknowledge({ segment, end }: SpoolBatch): Promise<void> {
    return this.#turns.run(async () => {
      if (this.#segments[0]?.number !== segment) return;
      await this.#advance(end);
    });
  }

  /** Keeps texts for people to look at, out of the queue. */
  async keepAside(name: string, lines: readonly string[]): Promise<string> {
    const path = join(this.folder.path, name);
    await appendFile(path, lines.map((line) => `${line}\n`).join(''), { mode: PRIVATE_FILE });
    return path;
  }

  close(): Promise<void> {
    return this.#turns.run(async () => {
      await this.#closeFile();
      await this.folder.release();
    });
  }

  async #append(bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    if (this.bytes + bytes.length > this.limits.maxBytes) throw new SpoolFullError(this.limits.maxBytes);
    const segment = await this.#openSegment();
    try {
      await this.#write(bytes, segment.size);
    } catch (error) {
      // Half a line may stand there now: it becomes the torn end of a closed file, unless it can be cut off.
      await this.#file?.truncate(segment.size).catch(staysTorn);
      await this.#closeFile();
      throw error;
    }
    segment.size += bytes.length;
    this.#unsynced = true;
    if (segment.size < this.limits.segmentBytes) return;
    await this.#sync();
    await this.#closeFile();
  }

  async #sync(): Promise<void> {
    if (!this.#unsynced) return;
    await this.#file?.datasync();
    this.#unsynced = false;
  }

  async #write(bytes: Buffer, position: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = (await this.#file?.write(
        bytes,
        done,
        bytes.length - done,
        position + done,
      )) ?? {
        bytesWritten: 0,
      };
      done += bytesWritten;
    }
  }

  async #openSegment(): Promise<Segment> {
    const last = this.#segments.at(-1);
    if (this.#file !== null && last !== undefined) return last;
    const number = this.#next;
    const path = segmentPath(this.folder.path, number);
    this.#file = await open(path, 'wx', PRIVATE_FILE);
    this.#next++;
    const segment = { number, path, size: 0 };
    this.#segments.push(segment);
    return segment;
  }

  async #read(mostLines: number): Promise<SpoolBatch> {
    for (;;) {
      const segment = this.#segments[0];
      if (segment === undefined) return { texts: [], segment: 0, end: 0 };
      const part = await readSegment(segment, this.#drained, mostLines);
      if (part.damaged.length > 0) await this.#reportDamage(segment, part.damaged);
      if (part.texts.length > 0) return { texts: part.texts, segment: segment.number, end: part.end };
      const isStuck = part.end === this.#drained && part.end < segment.size;
      await (isStuck ? this.#dropRest(segment) : this.#advance(part.end));
    }
  }

  async #advance(end: number): Promise<void> {
    this.#drained = end;
    if (end >= this.#segments[0].size) await this.#dropFirst();
  }

  /** Somebody has cut the file off, or taken it away: what is missing does not come back. */
  async #dropRest(segment: Segment): Promise<void> {
    const missing = segment.size - this.#drained;
    await this.#reportDamage(segment, [`${missing} of ${segment.size} bytes of ${segment.path} are gone`]);
    await this.#dropFirst();
  }

  async #reportDamage({ path }: Segment, lines: readonly string[]): Promise<void> {
    await this.keepAside('damaged.txt', lines);
    this.onDamage(path, lines);
  }

  async #dropFirst(): Promise<void> {
    const segment = this.#segments[0];
    if (this.#segments.length === 1) await this.#closeFile();
    this.#segments.shift();
    this.#drained = 0;
    await rm(segment.path, { force: true });
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }
}

/** Told by the failure that led here; readers leave out a torn end, and say so where it was not the last file. */
function staysTorn(): void {
  return;
}
