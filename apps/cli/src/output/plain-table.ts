import Table from 'cli-table3';

/** A table without colours, so that it can be kept in a file; all columns after the first hold numbers. */
export function plainTable(head: string[], numericColumns: number): Table.Table {
  const numbers = Array.from({ length: numericColumns }, (): 'right' => 'right');
  return new Table({ head, colAligns: ['left', ...numbers], style: { head: [], border: [], compact: true } });
}
