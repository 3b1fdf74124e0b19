import { stat } from 'node:fs/promises';
import { exists } from '../bytes/exists.js';
import { cellsOf, type FileHead, readHead } from '../file-head.js';
import { UnusableInputError } from '../unusable-input.error.js';
import { parseLobsterName } from './lobster-name.js';

const NAME_PATTERN = 'SYMBOL_YYYY-MM-DD_START_END_message|orderbook_LEVELS.csv[.gz]';
const MESSAGE_FIELDS = 6;
const FIELDS_A_LEVEL = 4;

/** The two files of a LOBSTER book, found and looked at. */
export interface LobsterPair {
  readonly symbol: string;
  readonly midnightMicros: number;
  readonly messagePath: string;
  readonly bookPath: string;
  readonly messageFields: number;
  readonly bookFields: number;
  readonly totalBytes: number;
}

/**
 * The pair that a file is one of.
 * @throws UnusableInputError where the name is none of LOBSTER's, the other file is missing, or one of them
 * does not look like what its name says
 */
export async function findLobsterPair(head: FileHead): Promise<LobsterPair> {
  const name = parseLobsterName(head.path);
  if (name === null) {
    throw new UnusableInputError(
      head.path,
      null,
      `LOBSTER files must be named ${NAME_PATTERN}: the date is nowhere else`,
    );
  }
  const other = await readHead(await existing(head.path, name.siblings));
  const [message, book] = name.kind === 'message' ? [head, other] : [other, head];
  return {
    symbol: name.symbol,
    midnightMicros: name.midnightMicros,
    messagePath: message.path,
    bookPath: book.path,
    messageFields: fieldsOf(
      message,
      (fields) => fields === MESSAGE_FIELDS || fields === MESSAGE_FIELDS + 1,
      '6 fields',
    ),
    bookFields: fieldsOf(book, (fields) => fields % FIELDS_A_LEVEL === 0, 'four fields a level'),
    totalBytes: (await stat(message.path)).size + (await stat(book.path)).size,
  };
}

async function existing(path: string, siblings: readonly string[]): Promise<string> {
  for (const sibling of siblings) {
    if (await exists(sibling)) return sibling;
  }
  throw new UnusableInputError(path, null, `its other half is missing, expected ${siblings.join(' or ')}`);
}

function fieldsOf(head: FileHead, fits: (fields: number) => boolean, expected: string): number {
  const cells = cellsOf(head.firstLine);
  // Only these: the participant's name may follow them.
  const numbers = cells.slice(0, MESSAGE_FIELDS);
  if (fits(cells.length) && numbers.every((cell) => cell !== '' && !Number.isNaN(Number(cell))))
    return cells.length;
  throw new UnusableInputError(
    head.path,
    1,
    `is no LOBSTER file by its first line, expected ${expected}, all numbers`,
  );
}
