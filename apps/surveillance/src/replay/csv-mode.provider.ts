import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { openSource, type SnapshotSource } from '@genesis/ingest';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { type Availability, type ModeProvider } from './mode-provider.js';

/** CSV_REPLAY: the files of CSV_PATH, in any format that libs/ingest reads. */
@Injectable()
export class CsvModeProvider implements ModeProvider {
  readonly mode = 'CSV_REPLAY';
  readonly endless = false;

  constructor(private readonly settings: Settings) {}

  async available(): Promise<Availability> {
    const { csvPaths } = this.settings;
    if (csvPaths.length === 0) return { ok: false, reason: 'CSV_PATH is not set', configured: false };
    for (const file of csvPaths) {
      const problem = await unreadable(file);
      if (problem !== null) return { ok: false, reason: `${file}: ${problem}`, configured: true };
    }
    return { ok: true };
  }

  open(): Promise<SnapshotSource> {
    const { csvPaths, csvFormat, csvSymbol } = this.settings;
    return openSource(csvPaths, {
      ...(csvFormat === null ? {} : { format: csvFormat }),
      ...(csvSymbol === null ? {} : { symbol: csvSymbol }),
    });
  }
}

async function unreadable(file: string): Promise<string | null> {
  try {
    await access(file, constants.R_OK);
    return (await stat(file)).isFile() ? null : 'is not a file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? String(error)})`;
  }
}
