import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A folder of a spec's own, gone when the spec is done. Call at the top of a `describe` or file. */
export class ScratchFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'genesis-ingest-'));

  constructor() {
    afterAll(() => {
      rmSync(this.path, { recursive: true, force: true });
    });
  }

  /** Path of a name in the folder. */
  at(name: string): string {
    return join(this.path, name);
  }

  /** Writes a file, compressed where the name ends in `.gz`. @returns its path */
  write(name: string, content: string | Buffer): string {
    const path = this.at(name);
    writeFileSync(path, name.endsWith('.gz') ? gzipSync(content) : content);
    return path;
  }

  /** Writes a file as it is. @returns its path */
  writeRaw(name: string, content: Buffer): string {
    const path = this.at(name);
    writeFileSync(path, content);
    return path;
  }
}
