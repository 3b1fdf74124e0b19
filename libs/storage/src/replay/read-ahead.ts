import { type SymbolTable } from '@genesis/market';
import { Page } from './page.js';
import { type PageReader } from './page-reader.js';

/** Two pages by turns: one is used while the other is filled. No more than that is ever read ahead. */
export class ReadAhead {
  #ready: Promise<Page>;
  #spare: Page;

  constructor(
    readonly reader: PageReader,
    pageRows: number,
    symbols: SymbolTable,
  ) {
    this.#spare = new Page(pageRows, symbols);
    this.#ready = this.#fill(new Page(pageRows, symbols));
  }

  /** The next page, empty at the end; it is the caller's until the page after it is asked for. */
  async next(): Promise<Page> {
    const page = await this.#ready;
    if (page.length > 0) this.#ready = this.#fill(this.#spare);
    this.#spare = page;
    return page;
  }

  /** Nothing is under way any more when it resolves. */
  async stop(): Promise<void> {
    this.reader.stop();
    // Stopping makes it fail; a failure from before belongs to pages that nobody wants any more.
    await this.#ready.catch(() => undefined);
  }

  #fill(page: Page): Promise<Page> {
    const filled = this.reader.read(page).then(() => page);
    // What went wrong is told when the page is asked for, which may be much later: handled, so that it ends nothing.
    filled.catch(() => undefined);
    return filled;
  }
}
