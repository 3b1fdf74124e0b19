import { quoted } from '../http/quoted.js';

/** What to do about a message on a stream that takes none. */
export type Verdict =
  | { readonly action: 'ignore' }
  | { readonly action: 'answer'; readonly error: string }
  | { readonly action: 'close'; readonly code: 1003 | 1008; readonly reason: string };

/** Senseless messages of one client that are put up with. */
const OFFENCES_ALLOWED = 4;
const IGNORE: Verdict = { action: 'ignore' };
const TAKES_NONE = 'this stream takes no messages; choose instruments by /ws?symbol=<SYMBOL>';

/**
 * Watches what one raw client sends. A keep-alive (`ping`, `{"type":"ping"}`) is harmless; the first senseless
 * message is answered, a handful more are passed over, then the connection is closed.
 */
export class RawMessageGuard {
  #offences = 0;

  judge(data: Buffer, isBinary: boolean): Verdict {
    if (!isBinary && isKeepAlive(data)) return IGNORE;
    this.#offences++;
    if (this.#offences > OFFENCES_ALLOWED) {
      return { action: 'close', code: isBinary ? 1003 : 1008, reason: TAKES_NONE };
    }
    return this.#offences === 1 ? { action: 'answer', error: complaint(data, isBinary) } : IGNORE;
  }
}

const KEEP_ALIVES = new Set(['ping', '"ping"', '{"type":"ping"}']);
const LONGEST_KEEP_ALIVE = 32;

function isKeepAlive(data: Buffer): boolean {
  return data.length <= LONGEST_KEEP_ALIVE && KEEP_ALIVES.has(data.toString('utf8').replace(/\s/g, ''));
}

function complaint(data: Buffer, isBinary: boolean): string {
  if (isBinary) return `got ${data.length} bytes of binary data; ${TAKES_NONE}`;
  const text = data.toString('utf8');
  return `got ${isJson(text) ? 'the message' : 'malformed JSON,'} ${quoted(text)}; ${TAKES_NONE}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // The only thing that JSON.parse throws is what is asked for here.
    return false;
  }
}
