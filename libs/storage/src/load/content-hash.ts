import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

const CHUNK_BYTES = 1024 * 1024;

/**
 * SHA-256 over the bytes of files, in hex: what they are known by in `loads`. The order in which a pair is named does
 * not matter. @throws the file system's error
 */
export async function contentHash(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of [...paths].sort(byName)) {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>)
      hash.update(chunk);
  }
  return hash.digest('hex');
}

function byName(a: string, b: string): number {
  return basename(a) < basename(b) ? -1 : 1;
}
