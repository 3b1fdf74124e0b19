import { chmodSync, existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerBinaries } from './server-binaries.js';
import { serverUser } from './server-user.js';
import { usableBinaries } from './usable-binaries.js';

const PROGRAMS = ['postgres', 'initdb', 'pg_ctl'];

describe('usableBinaries', () => {
  let root: string;
  let packaged: ServerBinaries;
  let place: string;

  /** As the package comes out of npm: its link is listed only, its programs may lack the right to run. */
  function unpack(mode: number): void {
    packaged = { folder: join(root, 'package', 'native'), version: '18.4.0' };
    for (const folder of ['bin', 'lib']) mkdirSync(join(packaged.folder, folder), { recursive: true });
    for (const name of PROGRAMS) {
      writeFileSync(join(packaged.folder, 'bin', name), '');
      chmodSync(join(packaged.folder, 'bin', name), mode);
    }
    writeFileSync(join(packaged.folder, 'lib', 'libpq.so.5.18'), '');
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    writeFileSync(join(packaged.folder, 'pg-symlinks.json'), JSON.stringify(links));
  }

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'genesis-binaries-'));
    chmodSync(root, 0o755);
    place = join(root, 'place');
    mkdirSync(place);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('puts right what a skipped install script left undone', async () => {
    unpack(0o644);
    await expect(usableBinaries(packaged, place, await serverUser(place))).resolves.toBe(packaged);
    expect(readlinkSync(join(packaged.folder, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    // A second time there is nothing to do.
    await expect(usableBinaries(packaged, place, await serverUser(place))).resolves.toBe(packaged);
  });

  // Only root's server runs as another user, who may not reach everything that root reaches.
  const asRoot = process.getuid?.() === 0 ? it : it.skip;

  asRoot('copies what its user cannot reach, once', async () => {
    unpack(0o755);
    chmodSync(join(root, 'package'), 0o700);
    const copy = { folder: join(place, 'binaries-18.4.0'), version: '18.4.0' };
    await expect(usableBinaries(packaged, place, await serverUser(place))).resolves.toEqual(copy);
    expect(readlinkSync(join(copy.folder, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(existsSync(join(packaged.folder, 'lib', 'libpq.so.5'))).toBe(false);
    writeFileSync(join(copy.folder, 'mark'), '');
    await usableBinaries(packaged, place, await serverUser(place));
    expect(existsSync(join(copy.folder, 'mark'))).toBe(true);
  });

  asRoot('makes a copy anew that is not whole', async () => {
    unpack(0o755);
    chmodSync(join(root, 'package'), 0o700);
    const copy = join(place, 'binaries-18.4.0');
    mkdirSync(copy);
    await usableBinaries(packaged, place, await serverUser(place));
    expect(existsSync(join(copy, 'bin', 'postgres'))).toBe(true);
  });

  asRoot('says where the programs are that nobody can run', async () => {
    unpack(0o755);
    chmodSync(join(root, 'package'), 0o700);
    chmodSync(place, 0o700);
    const nobody = await serverUser(place);
    await expect(usableBinaries(packaged, place, nobody)).rejects.toThrow(
      `PostgreSQL's programs in ${join(place, 'binaries-18.4.0')} cannot be run by its user`,
    );
  });
});
