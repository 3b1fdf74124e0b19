import { ROW_STRIDE, TS } from '@genesis/market';
import { type SurveillanceBus } from '../../apps/surveillance/src/bus/surveillance-bus.js';
import { type ModeChanged } from '../../apps/surveillance/src/bus/surveillance-events.js';
import { eventually } from '../e2e/eventually.js';

export interface ShownRow {
  readonly symbol: string;
  readonly tsMicros: number;
  readonly sequence: number;
}

/** The rows of some instruments as they were shown, from the first on, and the changes of mode. */
export class ShownRows {
  readonly rows: ShownRow[] = [];
  readonly modes: ModeChanged[] = [];

  constructor(bus: SurveillanceBus, symbols: ReadonlySet<string>) {
    bus.on('mode', 'ShownRows', (change) => this.modes.push(change));
    bus.on('batch', 'ShownRows', ({ batch, from, to }) => {
      for (let row = from; row < to; row++) {
        const symbol = batch.symbols.symbolAt(batch.instruments[row]);
        const tsMicros = batch.rows[row * ROW_STRIDE + TS];
        if (symbols.has(symbol)) this.rows.push({ symbol, tsMicros, sequence: batch.sequences[row] });
      }
    });
  }

  /** Resolves when so many were shown. */
  reached(count: number): Promise<void> {
    return eventually(() => {
      if (this.rows.length >= count) return;
      const modes = this.modes.map(({ to, reason }) => `${to}: ${reason}`);
      throw new Error([`${this.rows.length} of ${count} rows were shown`, ...modes].join('\n'));
    });
  }

  /** Where the rows differ from what they should be, or are not numbered from 1 by instrument; null where nowhere. */
  firstDifference(
    expected: readonly { readonly symbol: string; readonly tsMicros: number }[],
  ): string | null {
    const counts = new Map<string, number>();
    for (const [index, { symbol, tsMicros }] of expected.entries()) {
      const sequence = (counts.get(symbol) ?? 0) + 1;
      counts.set(symbol, sequence);
      const wanted = JSON.stringify({ symbol, tsMicros, sequence });
      const shown = JSON.stringify(this.rows[index]);
      if (shown !== wanted) return `row ${index}: shown ${shown}, expected ${wanted}`;
    }
    return null;
  }
}
