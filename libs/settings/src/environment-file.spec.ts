import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentFileError, loadEnvironmentFile } from './environment-file.js';

describe('loadEnvironmentFile', () => {
  const home = process.cwd();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'genesis-env-'));
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
    delete process.env.GENESIS_TEST_FILE_ONLY;
    delete process.env.GENESIS_TEST_BOTH;
  });

  it('adds what the file says and keeps what the process was started with', () => {
    process.env.GENESIS_TEST_BOTH = 'process';
    writeFileSync('.env', 'GENESIS_TEST_FILE_ONLY=file\nGENESIS_TEST_BOTH=file\n');
    loadEnvironmentFile();
    expect(process.env.GENESIS_TEST_FILE_ONLY).toBe('file');
    expect(process.env.GENESIS_TEST_BOTH).toBe('process');
  });

  it('does nothing without a file', () => {
    expect(loadEnvironmentFile).not.toThrow();
  });

  it('says in one line that a folder of that name cannot be read', () => {
    mkdirSync('.env');
    expect(loadEnvironmentFile).toThrow(EnvironmentFileError);
    expect(loadEnvironmentFile).toThrow(/^\.env cannot be read: it must be a file, and readable$/);
  });
});
