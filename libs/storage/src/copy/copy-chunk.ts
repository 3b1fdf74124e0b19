import { EIGHT_BYTES, NULL_LENGTH, writeInt64 } from './copy-binary.js';

/** Bytes handed to the connection at once. */
export const CHUNK_BYTES = 128 * 1024;

/**
 * A buffer of COPY data that is filled, written out and filled again. `at` is where the next byte goes; the
 * one who fills it sees to the room.
 */
export class CopyChunk {
  at = 0;
  readonly bytes: Buffer;
  readonly view: DataView;

  constructor(length = CHUNK_BYTES) {
    this.bytes = Buffer.allocUnsafeSlow(length);
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, length);
  }

  hasRoomFor(length: number): boolean {
    return this.at + length <= this.bytes.length;
  }

  /** What has been filled. */
  filled(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  putRaw(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  putFieldCount(count: number): void {
    this.view.setInt16(this.at, count);
    this.at += 2;
  }

  putNull(): void {
    this.view.setInt32(this.at, NULL_LENGTH);
    this.at += 4;
  }

  putFloat64(value: number): void {
    this.view.setInt32(this.at, EIGHT_BYTES);
    this.view.setFloat64(this.at + 4, value);
    this.at += 12;
  }

  putInt64(value: number): void {
    this.view.setInt32(this.at, EIGHT_BYTES);
    writeInt64(this.view, this.at + 4, value);
    this.at += 12;
  }

  putInt32(value: number): void {
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, value);
    this.at += 8;
  }

  putInt16(value: number): void {
    this.view.setInt32(this.at, 2);
    this.view.setInt16(this.at + 4, value);
    this.at += 6;
  }

  /** A field of bytes; text goes as UTF-8. */
  putBytes(bytes: Uint8Array): void {
    this.view.setInt32(this.at, bytes.length);
    this.at += 4;
    this.putRaw(bytes);
  }
}
