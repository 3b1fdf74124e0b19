import { openSource } from '@genesis/ingest';
import { contentHash, type Database, loadSource } from '@genesis/storage';

/** What `genesis load` does with a file. @returns the hash that its content is known by */
export async function loadCsv(database: Database, path: string, expectedRows: number): Promise<string> {
  const source = await openSource([path]);
  const hash = await contentHash([path]);
  const outcome = await loadSource(database, { name: path, contentHash: hash, source, engine: 'bench' });
  await source.close();
  if (outcome.kind === 'loaded' && outcome.rows === expectedRows) return hash;
  throw new Error(`expected ${expectedRows} rows to be loaded, it is ${JSON.stringify(outcome)}`);
}
