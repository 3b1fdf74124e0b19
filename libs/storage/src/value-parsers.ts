import { types, type CustomTypesConfig } from 'pg';
import { microsFromTimestamp } from './timestamps.js';

/**
 * How values read: BIGINT as a number (all of ours are safe integers; another one is an error, not a rounded value),
 * TIMESTAMP as microseconds since the epoch, everything else as `pg` has it.
 */
export const VALUE_PARSERS: CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && oid === (types.builtins.INT8 as number)) return safeInteger;
    if (format !== 'binary' && oid === (types.builtins.TIMESTAMP as number)) return microsFromTimestamp;
    return types.getTypeParser(oid, format) as (text: string) => unknown;
  },
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`BIGINT is ${text}, allowed: ±${Number.MAX_SAFE_INTEGER}`);
}
