import { setTimeout as sleep } from 'node:timers/promises';
import { parseSettings } from '../config/parse-settings.js';
import { withRequestId } from './log-ids.js';
import { prettyStream } from './log-stream.js';
import { Scrubber } from './scrubber.js';
import { ServiceLogger } from './service-logger.js';

describe('ServiceLogger', () => {
  let written: string[];
  const stream = { write: (line: string) => void written.push(line) };
  const lines = (): Record<string, unknown>[] =>
    written.map((line) => JSON.parse(line) as Record<string, unknown>);
  const loggerWith = (environment: Record<string, string> = {}): ServiceLogger => {
    const settings = parseSettings({ ADMIN_TOKEN: 'let-me-in-0123456789', ...environment });
    return new ServiceLogger(settings, Scrubber.of(settings), stream, () => performance.now());
  };

  beforeEach(() => (written = []));

  it('writes an object a line', () => {
    loggerWith().log('plays SIMULATION', 'Replay');
    expect(lines()).toEqual([
      { level: 'info', time: expect.stringMatching(/^20.*Z$/), context: 'Replay', msg: 'plays SIMULATION' },
    ]);
  });

  it('has the ids of what it belongs to', () => {
    withRequestId('r1', () => loggerWith().warn('slow', 'Http'));
    expect(lines()).toMatchObject([{ level: 'warn', request_id: 'r1', msg: 'slow' }]);
  });

  it('has the stack of an error, however it is given', () => {
    const logger = loggerWith();
    logger.error('it broke', 'Error: it broke\n    at a.ts:1', 'Http');
    logger.error(new Error('it broke, too'), undefined, 'Http');
    logger.error('no stack', undefined, 'Http');
    expect(lines()).toMatchObject([
      { level: 'error', msg: 'it broke', stack: 'Error: it broke\n    at a.ts:1' },
      { msg: 'it broke, too', stack: expect.stringContaining('service-logger.spec') },
      { msg: 'no stack', context: 'Http' },
    ]);
    expect(lines()[2]).not.toHaveProperty('stack');
  });

  it('leaves out what is less grave than LOG_LEVEL, and the framework without details', () => {
    const logger = loggerWith({ LOG_LEVEL: 'warn' });
    logger.log('no', 'Replay');
    logger.debug('no', 'Replay');
    logger.warn('yes', 'Replay');
    loggerWith().log('no', 'InstanceLoader');
    loggerWith({ LOG_LEVEL: 'verbose' }).log('yes', 'InstanceLoader');
    loggerWith({ LOG_LEVEL: 'verbose' }).verbose('yes', 'Replay');
    expect(lines().map(({ msg }) => msg)).toEqual(['yes', 'yes', 'yes']);
  });

  it('has no secrets in it, in no part of a line', () => {
    const logger = loggerWith();
    logger.error('token let-me-in-0123456789', 'at postgres://me:hunter22@db/x', 'Http');
    logger.log({ token: 'abc', url: 'postgres://me:hunter22@db/x' }, 'Http');
    expect(written.join('')).not.toMatch(/let-me-in|hunter22|abc/);
    expect(lines()).toMatchObject([{ msg: 'token ***' }, { context: 'Http' }]);
  });

  it('takes a percent sign for what it is', () => {
    loggerWith().log('100 %s of %d', 'Replay');
    expect(lines()).toMatchObject([{ msg: '100 %s of %d' }]);
  });

  it('holds repeats back and tells how many, when their time is over or the process ends', async () => {
    const logger = loggerWith({ LOG_REPEAT_LIMIT: '2', LOG_REPEAT_SECONDS: '0.05' });
    for (let i = 0; i < 10; i++) logger.warn(`try ${i} follows`, 'Replay');
    expect(lines().map(({ msg }) => msg)).toEqual(['try 0 follows', 'try 1 follows']);
    const told = 'try 9 follows (the last of 8 like it that were held back in 0.05 s)';
    for (let i = 0; i < 200 && written.length < 3; i++) await sleep(10);
    expect(lines()[2]).toMatchObject({ level: 'warn', context: 'Replay', msg: told, held_back: 8 });
    for (let i = 0; i < 3; i++) logger.error('gone');
    logger.flush();
    expect(lines().slice(-1)).toMatchObject([{ level: 'error', held_back: 1 }]);
  });

  it('is a line of text for people, with the stack below', () => {
    const settings = parseSettings({});
    const logger = new ServiceLogger(settings, Scrubber.of(settings), prettyStream(stream, false));
    withRequestId('r1', () => logger.log('plays SIMULATION', 'Replay'));
    logger.error('it broke', 'Error: it broke\n    at a.ts:1', 'Http');
    expect(written[0]).toMatch(/^\[\d{4}-.*\] INFO: \[Replay\] plays SIMULATION.*r1/);
    expect(written[1]).toMatch(/ERROR: \[Http\] it broke\nError: it broke\n +at a.ts:1\n$/);
  });
});
