import { destination, type DestinationStream } from 'pino';
import { isColorSupported, prettyFactory } from 'pino-pretty';
import { type LogFormat } from '../config/settings.js';

const STDOUT = 1;

/** Where the log goes: stdout, line by line as it is written, so that a crash loses nothing. */
export function logStream(format: LogFormat): DestinationStream {
  const stdout = destination({ fd: STDOUT, sync: true });
  const pretty = format === 'pretty' || (format === 'auto' && process.stdout.isTTY);
  return pretty ? prettyStream(stdout, process.stdout.isTTY && isColorSupported) : stdout;
}

/** For people: a line for each message, the stack below it. The id of the replay is for machines. */
export function prettyStream(to: DestinationStream, colorize: boolean): DestinationStream {
  const render = prettyFactory({
    colorize,
    translateTime: 'SYS:yyyy-mm-dd HH:MM:ss.l',
    ignore: 'context,stack,replay_id',
    messageFormat: textOf,
    singleLine: true,
  });
  return { write: (line) => void to.write(render(line) ?? '') };
}

function textOf({ context, msg, stack }: Readonly<Record<string, unknown>>): string {
  const text = typeof context === 'string' ? `[${context}] ${String(msg)}` : String(msg);
  return typeof stack === 'string' ? `${text}\n${stack}` : text;
}
