import { open, type FileHandle } from 'node:fs/promises';
import { type Segment } from './spool-folder.js';
import { textOfSpoolLine } from './spool-line.js';

const CHUNK_BYTES = 1024 * 1024;
const LINE_END = 0x0a;

export interface SegmentPart {
  readonly texts: readonly string[];
  /** Where the next part begins. */
  readonly end: number;
  /** Lines that are not what was written, and what stands behind the last whole one. */
  readonly damaged: readonly string[];
}

/**
 * The next lines of a segment from `offset` on: at most `mostLines`, and about a megabyte. Half a line at the end is
 * what a crash tore: the size of a segment that is still written grows by whole lines. A part holds texts or damage,
 * not both, so that damage is passed over and told once, however often the texts beside it are read. A part that ends
 * where it begins says that the file is gone, or shorter than it was.
 */
export async function readSegment(segment: Segment, offset: number, mostLines: number): Promise<SegmentPart> {
  const bytes = await readLines(segment, offset);
  const texts: string[] = [];
  const damaged: string[] = [];
  let at = 0;
  for (let lines = 0; lines < mostLines && at < bytes.length; lines++) {
    const lineEnd = bytes.indexOf(LINE_END, at);
    const end = lineEnd < 0 ? bytes.length : lineEnd;
    const line = bytes.toString('utf8', at, end);
    const text = lineEnd < 0 ? null : textOfSpoolLine(line);
    if ((text === null ? texts : damaged).length > 0) break;
    if (text === null) damaged.push(line);
    else texts.push(text);
    at = lineEnd < 0 ? end : end + 1;
  }
  return { texts, end: offset + at, damaged };
}

/** Whole lines from `offset` on, or the rest of the segment where it has no more line ends. */
async function readLines({ path, size }: Segment, offset: number): Promise<Buffer> {
  const file = await openUnlessGone(path);
  if (file === null) return Buffer.alloc(0);
  try {
    for (let length = CHUNK_BYTES; ; length *= 2) {
      const wanted = Math.min(length, size - offset);
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, offset);
      const bytes = buffer.subarray(0, bytesRead);
      if (offset + wanted >= size || bytesRead < wanted) return bytes;
      const lastEnd = bytes.lastIndexOf(LINE_END);
      if (lastEnd >= 0) return bytes.subarray(0, lastEnd + 1);
    }
  } finally {
    await file.close();
  }
}

async function openUnlessGone(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
