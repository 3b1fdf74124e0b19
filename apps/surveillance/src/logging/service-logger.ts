import { type LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { type LogSettings } from '../config/log-setting-definitions.js';
import { type LogLevel } from '../config/settings.js';
import { currentLogIds } from './log-ids.js';
import { logStream } from './log-stream.js';
import { RepeatLimiter } from './repeat-limiter.js';
import { type Scrubber } from './scrubber.js';

/** Nest's account of its own start: of use only to who looks for it. */
const FRAMEWORK_CONTEXTS: readonly unknown[] = [
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'WebSocketsController',
];

type PinoLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
const PINO_LEVELS: Readonly<Record<LogLevel, PinoLevel>> = {
  error: 'error',
  warn: 'warn',
  log: 'info',
  debug: 'debug',
  verbose: 'trace',
};

interface Line {
  readonly level: PinoLevel;
  readonly context: string | undefined;
  readonly text: string;
  readonly stack: string | undefined;
}

/**
 * The log of the service: structured lines through pino, without secrets, repeats held back and counted, and the framework
 * speaks only when asked for details. Lines carry the ids of the HTTP call or the replay that they come from.
 */
export class ServiceLogger implements LoggerService {
  readonly #pino: Logger;
  readonly #repeats: RepeatLimiter<Line>;
  readonly #detailed: boolean;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly settings: LogSettings,
    private readonly scrubber: Scrubber,
    stream: DestinationStream = logStream(settings.logFormat),
    nowMs: () => number = () => performance.now(),
  ) {
    this.#detailed = settings.logLevel === 'debug' || settings.logLevel === 'verbose';
    this.#repeats = new RepeatLimiter(settings.logRepeatLimit, settings.logRepeatSeconds * 1000, nowMs);
    this.#pino = pino(
      {
        level: PINO_LEVELS[settings.logLevel],
        base: null,
        timestamp: stdTimeFunctions.isoTime,
        formatters: { level: (level) => ({ level }) },
        mixin: idsOfLine,
      },
      stream,
    );
  }

  log(message: unknown, ...rest: unknown[]): void {
    if (this.#detailed || !FRAMEWORK_CONTEXTS.includes(rest.at(-1))) this.#say('info', message, rest);
  }

  /** What keeps the application from listening is thrown as well, and main.ts says it in one line. */
  error(message: unknown, ...rest: unknown[]): void {
    if (this.#detailed || rest.at(-1) !== 'NestApplication') this.#say('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#say('warn', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#say('fatal', message, rest);
  }

  /** Details are wanted as they are: no repeat is held back. */
  debug(message: unknown, ...rest: unknown[]): void {
    this.#write(this.#lineOf('debug', message, rest));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write(this.#lineOf('trace', message, rest));
  }

  /** Tells what is still held back; to be called before the process ends. */
  flush(): void {
    this.#tellHeldBack(true);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #say(level: PinoLevel, message: unknown, rest: readonly unknown[]): void {
    const line = this.#lineOf(level, message, rest);
    if (!this.#pino.isLevelEnabled(level)) return;
    if (this.#repeats.admits(`${level} ${line.context ?? ''} ${line.text}`, line)) this.#write(line);
    else this.#tellLater();
  }

  /** Nest gives the context last, and before it the stack of an error. */
  #lineOf(level: PinoLevel, message: unknown, rest: readonly unknown[]): Line {
    const texts = rest.filter((value) => typeof value === 'string');
    const context = typeof rest.at(-1) === 'string' ? texts.pop() : undefined;
    const error = message instanceof Error ? message : null;
    const stack = error?.stack ?? texts[0];
    const text = error?.message ?? (typeof message === 'string' ? message : JSON.stringify(message));
    return { level, context, text: this.scrubber.scrub(text), stack: stack && this.scrubber.scrub(stack) };
  }

  #write({ level, context, text, stack }: Line, heldBack?: number): void {
    const repeats = heldBack === undefined ? {} : { held_back: heldBack };
    this.#pino[level]({ context, stack, ...repeats }, '%s', text);
  }

  #tellLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#tellHeldBack(false);
      if (this.#repeats.holdsBack) this.#tellLater();
    }, this.settings.logRepeatSeconds * 1000).unref();
  }

  #tellHeldBack(everything: boolean): void {
    const { logRepeatSeconds } = this.settings;
    for (const { latest, count } of this.#repeats.ended(everything)) {
      const text = `${latest.text} (the last of ${count} like it that were held back in ${logRepeatSeconds} s)`;
      this.#write({ ...latest, text, stack: undefined }, count);
    }
  }
}

function idsOfLine(): Record<string, string | undefined> {
  const { requestId, replayId } = currentLogIds();
  return { request_id: requestId, replay_id: replayId };
}
