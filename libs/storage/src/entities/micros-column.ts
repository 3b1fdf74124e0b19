import { Column, type ColumnOptions } from 'typeorm';
import { MICROS } from '../timestamps.js';

/** A `TIMESTAMP` column, in microseconds since the epoch. */
export function MicrosColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'timestamp', transformer: MICROS, ...options });
}
