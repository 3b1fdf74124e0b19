import { basename } from 'node:path';
import { FileChunks } from './bytes/file-chunks.js';
import { LineReader } from './bytes/line-reader.js';
import { refuseOtherText } from './refuse-other-text.js';
import { UnusableInputError } from './unusable-input.error.js';

/** What a format is recognised by. */
export interface FileHead {
  readonly path: string;
  /** The path's last part. */
  readonly name: string;
  readonly firstLine: string;
  /** Null where the file has only one line. */
  readonly secondLine: string | null;
}

export function fileHead(path: string, firstLine: string, secondLine: string | null): FileHead {
  return { path, name: basename(path), firstLine, secondLine };
}

/** @throws UnusableInputError where there is no first line to read */
export async function readHead(path: string): Promise<FileHead> {
  const reader = new LineReader(new FileChunks(path));
  try {
    const firstLine = (await reader.nextLine()) ?? '';
    refuseOtherText(path, firstLine);
    const secondLine = await secondLineOf(reader);
    if (firstLine.trim() === '' && (secondLine ?? '').trim() === '') await refuseEmpty(reader);
    return fileHead(path, firstLine, secondLine);
  } finally {
    await reader.close();
  }
}

/** @throws UnusableInputError where nothing but blank lines is left */
async function refuseEmpty(reader: LineReader): Promise<void> {
  for (let line = await reader.nextLine(); line !== null; line = await reader.nextLine())
    if (line.trim() !== '') return;
  throw new UnusableInputError(reader.file.path, null, 'is empty, expected order book rows');
}

/** One that is too long costs that line alone; here its beginning stands for it. */
async function secondLineOf(reader: LineReader): Promise<string | null> {
  if (reader.exhausted && !(await reader.refill())) return null;
  return reader.overlongBytes > 0 ? reader.takeOverlong().text : reader.nextLine();
}

/** The cells of a line by a plain split, without blanks and quotes around them; for heads, not for rows. */
export function cellsOf(line: string): string[] {
  return line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

/** The names of a header line, in lower case. */
export function headerNames(head: FileHead): string[] {
  return cellsOf(head.firstLine).map((name) => name.toLowerCase());
}
