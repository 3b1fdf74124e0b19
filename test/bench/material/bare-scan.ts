import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

const CHUNK_BYTES = 256 * 1024;
const CELLS_KEPT = 64;
const LF = 10;
const COMMA = 44;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const POWERS_OF_TEN = Float64Array.from({ length: 32 }, (_, exponent) => 10 ** exponent);

/**
 * What a scanner cannot do without: every byte looked at, every cell made a double. It knows no quotes, no signs, no
 * lines that are cut short, and takes a stamp for the number that its digits make.
 * @returns the lines
 */
export async function bareScan(path: string): Promise<number> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const chunks = path.endsWith('.gz') ? file.pipe(createGunzip({ chunkSize: CHUNK_BYTES })) : file;
  const scanner = new BareScanner();
  for await (const chunk of chunks as AsyncIterable<Buffer>) scanner.scan(chunk);
  return scanner.lines;
}

class BareScanner {
  lines = 0;
  readonly row = new Float64Array(CELLS_KEPT);
  #cell = 0;
  #mantissa = 0;
  #decimals = 0;
  #step = 0;

  // One loop with its state in locals: a ceiling that is slower than it has to be flatters.
  scan(bytes: Buffer): void {
    const { row } = this;
    let { lines } = this;
    let cell = this.#cell;
    let mantissa = this.#mantissa;
    let decimals = this.#decimals;
    let step = this.#step;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte >= ZERO && byte <= NINE) {
        mantissa = (mantissa * 10 + (byte - ZERO)) | 0;
        decimals += step;
      } else if (byte === COMMA || byte === LF) {
        row[cell & (CELLS_KEPT - 1)] = mantissa / POWERS_OF_TEN[decimals & 31];
        mantissa = decimals = step = 0;
        cell++;
        if (byte === LF) {
          lines++;
          cell = 0;
        }
      } else if (byte === DOT) step = 1;
    }
    this.lines = lines;
    this.#cell = cell;
    this.#mantissa = mantissa;
    this.#decimals = decimals;
    this.#step = step;
  }
}
