import { ROW_STRIDE, TS } from '@genesis/market';
import { type ColumnPlan, SKIPPED } from '../table/column-plan.js';
import { LineScanner } from '../table/line-scanner.js';
import { SYMBOL_NOTE, type TableLayout } from '../table/table-layout.js';
import { lineSpan, type LineStamp, type Span } from './line-span.js';
import { textEdges } from './text-edges.js';

/**
 * First and last stamp of a table and its symbols. Of a file whose rows name their own symbols only those near
 * its two ends are known without reading all of it.
 */
export async function spanOfTable(layout: TableLayout): Promise<Span> {
  const span = lineSpan(await textEdges(layout.path), stampReader(layout));
  return layout.symbol === null ? span : { ...span, symbols: [layout.symbol] };
}

function stampReader(layout: TableLayout): (line: string) => LineStamp {
  const scanner = new LineScanner(withoutNumbers(layout.plan));
  const row = new Float64Array(ROW_STRIDE);
  return (line) => {
    const bytes = Buffer.from(`${line}\n`);
    scanner.scan(bytes, 0, row, 0);
    const symbol = layout.symbol ?? scanner.notedText(bytes, SYMBOL_NOTE);
    return { tsMicros: scanner.stampMicros, symbol: symbol === '' ? null : symbol };
  };
}

function withoutNumbers(plan: ColumnPlan): ColumnPlan {
  return { ...plan, targets: plan.targets.map((target) => (target > TS ? SKIPPED : target)) };
}
