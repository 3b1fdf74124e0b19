import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { alertMessage } from '../../testing/alert-message.js';
import { anomalyMessage } from '../../testing/anomaly-message.js';
import { JsonLinesWriter } from './json-lines-writer.js';
import { OutputFile } from './output-file.js';
import { alertRecord, anomalyRecord } from './records.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'genesis-output-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const asRoot = process.getuid?.() === 0;

describe('OutputFile', () => {
  it('gives the file its name only when it is whole', async () => {
    const path = join(folder, 'a.txt');
    const file = await OutputFile.create(path);
    file.write('one\n');
    await file.drain();
    expect(existsSync(path)).toBe(false);
    file.write('two\n');
    await file.complete();
    expect(readdirSync(folder)).toEqual(['a.txt']);
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
  });

  it('writes through when much waits, in order', async () => {
    const path = join(folder, 'a.txt');
    const file = await OutputFile.create(path);
    const line = `${'x'.repeat(999)}\n`;
    for (let i = 0; i < 70; i++) file.write(line);
    await file.drain();
    expect(existsSync(path)).toBe(false);
    await file.complete();
    expect(readFileSync(path, 'utf8')).toBe(line.repeat(70));
  });

  it('leaves an older file alone when it is given up', async () => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'old');
    const file = await OutputFile.create(path);
    file.write('new');
    await file.abandon();
    expect(readdirSync(folder)).toEqual(['a.txt']);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('says in words what is in the way', async () => {
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'file'), '');
    const refused = (path: string): Promise<unknown> =>
      OutputFile.create(path).catch((error: unknown) => error);
    await expect(refused(join(folder, 'none', 'a'))).resolves.toMatchObject({
      name: 'UnusableOutputError',
      message: `${join(folder, 'none', 'a')}: cannot be written: its folder does not exist`,
    });
    await expect(refused(join(folder, 'sub'))).resolves.toMatchObject({
      message: expect.stringContaining('it is not a plain file'),
    });
    await expect(refused(join(folder, 'file', 'a'))).resolves.toMatchObject({
      message: expect.stringContaining('a part of its path is not a folder'),
    });
    expect(existsSync(join(folder, 'sub.part'))).toBe(false);
  });

  // Root may write anywhere.
  (asRoot ? it.skip : it)('says that a folder is not writable', async () => {
    chmodSync(folder, 0o500);
    await expect(OutputFile.create(join(folder, 'a'))).rejects.toThrow('permission denied');
    chmodSync(folder, 0o700);
  });
});

describe('OutputFile ending in .gz', () => {
  it('is compressed', async () => {
    const path = join(folder, 'a.jsonl.gz');
    const file = await OutputFile.create(path);
    file.write('one\n');
    await file.complete();
    expect(gunzipSync(readFileSync(path)).toString()).toBe('one\n');
  });
});

describe('JsonLinesWriter', () => {
  it('writes one record a line, documented keys first and none lost', async () => {
    const path = join(folder, 'alerts.jsonl');
    const writer = await JsonLinesWriter.create(path, alertRecord);
    const alerts = [alertMessage(), alertMessage({ id: 'b', message: 'line\nbreak' })];
    alerts.forEach((alert) => writer.write(alert));
    await writer.complete();
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(alerts);
    expect(lines[0]).toMatch(
      /^\{"timestamp":1340271001.5,"symbol":"AAPL","type":"SPOOFING","side":"bid","severity":/,
    );
  });

  it('puts the line first into an anomaly', () => {
    const keys = Object.keys(anomalyRecord(anomalyMessage()));
    expect(keys.slice(0, 7)).toEqual(['line', 'timestamp', 'symbol', 'level', 'code', 'action', 'issue']);
    expect(keys).toHaveLength(Object.keys(anomalyMessage()).length);
  });
});
