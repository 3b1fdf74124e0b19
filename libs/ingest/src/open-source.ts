import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { cutText } from './bytes/cut-text.js';
import { unreadableFile } from './bytes/unreadable-file.js';
import { type FileHead, readHead } from './file-head.js';
import { FileSource } from './file-source.js';
import { FORMAT_NAMES, FORMAT_TITLES, type FormatName } from './format-names.js';
import { LobsterInput } from './lobster/lobster-input.js';
import { findLobsterPair } from './lobster/lobster-pair.js';
import { MergedInput } from './merge/merged-input.js';
import { refuseSharedSymbols } from './merge/refuse-shared-symbols.js';
import { checkedOptions, type OpenOptions, type OpenSettings } from './open-options.js';
import { recogniseFormat, TABLE_FORMATS } from './recognise-format.js';
import { type RowInput } from './row-stream.js';
import { type SnapshotSource } from './snapshot-source.js';
import { TableInput } from './table/table-input.js';
import { findTrades } from './trades/find-trades.js';
import { isTradesName } from './trades/trades-name.js';
import { UnusableInputError } from './unusable-input.error.js';

/**
 * Opens order book files as one source: formats recognised by name and content, plain or gzip, several files
 * interleaved by time. Either half of a LOBSTER pair stands for both.
 * @throws UnusableInputError where a file cannot be read or is no order book that we know
 * @throws RangeError for an option out of its bounds
 */
export async function openSource(
  files: readonly string[],
  options: OpenOptions = {},
): Promise<SnapshotSource> {
  const settings = checkedOptions(files, options);
  const inputs = new Map<string, RowInput>();
  for (const path of files) {
    const input = await openInput(path, settings);
    inputs.set(input.path, input);
  }
  const distinct = [...inputs.values()];
  await refuseSharedSymbols(distinct);
  return new FileSource(distinct.length === 1 ? distinct[0] : new MergedInput(distinct, settings.batchRows));
}

async function openInput(path: string, settings: OpenSettings): Promise<RowInput> {
  if (isTradesName(basename(path))) throw tradesAlone(path);
  const head = await readHead(path);
  const format = settings.format ?? recogniseFormat(head);
  if (format === null) throw unknownFormat(head);
  return format === 'lobster' ? openLobster(head, settings) : openTable(head, format, settings);
}

async function openLobster(head: FileHead, settings: OpenSettings): Promise<RowInput> {
  const pair = await findLobsterPair(head);
  return new LobsterInput(pair, { ...settings, symbol: settings.symbol ?? pair.symbol });
}

async function openTable(
  head: FileHead,
  name: Exclude<FormatName, 'lobster'>,
  settings: OpenSettings,
): Promise<RowInput> {
  const format = TABLE_FORMATS[name];
  const layout = format.layout(head, settings.symbol);
  if (layout.headerLines === 1 && head.secondLine === null) {
    throw new UnusableInputError(head.path, 2, 'the file ends after its header, expected order book rows');
  }
  const tradesPath = await findTrades(head.path, name, layout.symbol, settings.trades);
  return new TableInput(head, format, layout, {
    ...settings,
    tradesPath,
    totalBytes: await sizeOf(head.path),
  });
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw unreadableFile(path, error);
  }
}

function tradesAlone(path: string): UnusableInputError {
  const problem =
    'is a file of trades, expected an order book; trades are read along with the book beside them';
  return new UnusableInputError(path, null, problem);
}

function unknownFormat(head: FileHead): UnusableInputError {
  const known = FORMAT_NAMES.map((name) => `${name} (${FORMAT_TITLES[name]})`).join(', ');
  const problem = `is of no known format, it begins with "${cutText(head.firstLine)}"; known are ${known}`;
  return new UnusableInputError(head.path, 1, problem);
}
