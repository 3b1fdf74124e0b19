import { ROOM_KINDS, ROOM_KINDS_WITH_SYMBOL, type RoomKind } from '@genesis/contracts';
import { RefusedRequest } from './refused-request.js';
import { quoted } from '../http/quoted.js';

/** A room that a client may join; `symbol` null means all of them. */
export interface Room {
  readonly name: string;
  readonly kind: RoomKind;
  readonly symbol: string | null;
}

const ALLOWED = ROOM_KINDS.flatMap((kind) =>
  ROOM_KINDS_WITH_SYMBOL.includes(kind) ? [kind, `${kind}:<SYMBOL>`] : [kind],
).join(', ');

const SYMBOLS_NAMED = 50;

export function roomName(kind: RoomKind, symbol: string | null): string {
  return symbol === null ? kind : `${kind}:${symbol}`;
}

/**
 * The room of that name.
 * @throws RefusedRequest for a name, or a symbol in it, that does not exist
 */
export function parseRoom(name: string, knownSymbols: readonly string[]): Room {
  const colon = name.indexOf(':');
  const kind = ROOM_KINDS.find((known) => known === (colon < 0 ? name : name.slice(0, colon)));
  if (kind === undefined || (colon >= 0 && !ROOM_KINDS_WITH_SYMBOL.includes(kind))) {
    throw new RefusedRequest(`room: ${quoted(name)} does not exist; allowed: ${ALLOWED}`);
  }
  if (colon < 0) return { name, kind, symbol: null };
  const symbol = name.slice(colon + 1);
  if (!knownSymbols.includes(symbol)) {
    throw new RefusedRequest(`room: ${quoted(name)} names ${unknownSymbol(symbol, knownSymbols)}`);
  }
  return { name, kind, symbol };
}

/** Says in words that a symbol is not known, and which ones are. */
export function unknownSymbol(symbol: string, knownSymbols: readonly string[]): string {
  const named = knownSymbols.slice(0, SYMBOLS_NAMED).join(', ');
  const more = knownSymbols.length - SYMBOLS_NAMED;
  const known = named === '' ? 'none yet' : more > 0 ? `${named} and ${more} more` : named;
  return `the unknown symbol ${quoted(symbol)}; known: ${known}`;
}
