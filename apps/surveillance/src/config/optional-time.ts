import { parseStamp } from '@genesis/ingest';
import { type SettingDefinition } from '@genesis/settings';

/** A time of the data, in microseconds since the epoch, or none; written as the files of the sources may write it. */
export function optionalTime(options: {
  readonly env: string;
  readonly description: string;
}): SettingDefinition<number | null> {
  return {
    ...options,
    unit: null,
    default: null,
    allowed: 'a UTC time such as 2012-06-21 09:30:00.5, or epoch seconds, milli-, micro- or nanoseconds',
    secret: false,
    parse: (text) => {
      const bytes = Buffer.from(text);
      const tsMicros = parseStamp(bytes, 0, bytes.length);
      return Number.isNaN(tsMicros) ? undefined : tsMicros;
    },
    format: (value) => (value === null ? '' : String(value)),
  };
}
