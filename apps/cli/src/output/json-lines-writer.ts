import { OutputFile } from './output-file.js';

/** Writes records as JSON lines, in the order given; `toRecord` decides on keys and their order. */
export class JsonLinesWriter<T> {
  private constructor(
    private readonly file: OutputFile,
    private readonly toRecord: (value: T) => object,
  ) {}

  /** @throws UnusableOutputError */
  static async create<T>(path: string, toRecord: (value: T) => object): Promise<JsonLinesWriter<T>> {
    return new JsonLinesWriter(await OutputFile.create(path), toRecord);
  }

  write(value: T): void {
    this.file.write(`${JSON.stringify(this.toRecord(value))}\n`);
  }

  drain(): Promise<void> {
    return this.file.drain();
  }

  complete(): Promise<void> {
    return this.file.complete();
  }

  abandon(): Promise<void> {
    return this.file.abandon();
  }
}
