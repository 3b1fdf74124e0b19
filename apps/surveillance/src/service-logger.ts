import { ConsoleLogger, type LogLevel as NestLogLevel } from '@nestjs/common';
import { LOG_LEVELS, type LogLevel } from './config/settings.js';

/** Nest's account of its own start: of use only to who looks for it. */
const FRAMEWORK_CONTEXTS: readonly unknown[] = [
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'WebSocketsController',
];

/** The log: plain text where nobody watches a terminal, and the framework speaks only when asked for details. */
export class ServiceLogger extends ConsoleLogger {
  readonly #detailed: boolean;

  constructor(level: LogLevel) {
    // Not a terminal is `undefined` here, which the logger would take for "as usual", that is in colours.
    super({ logLevels: loggedLevels(level), colors: Boolean(process.stdout.isTTY) });
    this.#detailed = level === 'debug' || level === 'verbose';
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (this.#detailed || !FRAMEWORK_CONTEXTS.includes(rest.at(-1))) super.log(message, ...rest);
  }

  /** What keeps the application from listening is thrown as well, and main.ts says it in one line. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (this.#detailed || rest.at(-1) !== 'NestApplication') super.error(message, ...rest);
  }
}

/** The level asked for and the graver ones. */
function loggedLevels(level: LogLevel): NestLogLevel[] {
  return ['fatal', ...LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(level) + 1)];
}
