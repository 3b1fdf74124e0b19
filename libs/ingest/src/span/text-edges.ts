import { FileChunks } from '../bytes/file-chunks.js';

/** Lines at the two ends of a text; in a short one they are the same. */
export interface TextEdges {
  readonly head: readonly string[];
  readonly tail: readonly string[];
}

/** The whole lines among the first and the last bytes of a file, a part of a line at a cut left out. */
export async function textEdges(path: string): Promise<TextEdges> {
  const { head, tail, whole } = await new FileChunks(path).edges();
  const headLines = linesOf(head);
  if (whole) return { head: headLines, tail: headLines };
  return { head: headLines.slice(0, -1), tail: linesOf(tail).slice(1) };
}

function linesOf(bytes: Buffer): string[] {
  return bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
}
