import { RawMessageGuard } from './raw-message-guard.js';

const text = (value: string): Buffer => Buffer.from(value);

describe('RawMessageGuard', () => {
  it.each(['ping', ' ping\n', '"ping"', '{ "type": "ping" }'])(
    'lets the keep-alive %j pass, any number of times',
    (message) => {
      const guard = new RawMessageGuard();
      for (let i = 0; i < 100; i++) expect(guard.judge(text(message), false)).toEqual({ action: 'ignore' });
    },
  );

  it.each([
    ['{"room":', /^got malformed JSON, "\{\\"room\\":"; this stream takes no messages/],
    ['{"subscribe":"AAPL"}', /^got the message .*; this stream takes no messages/],
  ])('answers %j', (message, error) => {
    const verdict = new RawMessageGuard().judge(text(message), false);
    expect(verdict).toEqual({ action: 'answer', error: expect.stringMatching(error) });
  });

  it('answers once, puts up with a few more, then closes', () => {
    const guard = new RawMessageGuard();
    const actions = Array.from({ length: 5 }, () => guard.judge(text('{'), false).action);
    expect(actions).toEqual(['answer', 'ignore', 'ignore', 'ignore', 'close']);
  });

  it.each([
    [false, 1008],
    [true, 1003],
  ])('closes with the code of the last offence (binary: %s)', (isBinary, code) => {
    const guard = new RawMessageGuard();
    for (let i = 0; i < 4; i++) guard.judge(text('x'), false);
    expect(guard.judge(text('x'), isBinary)).toMatchObject({ action: 'close', code });
  });

  it('does not repeat a long message', () => {
    const verdict = new RawMessageGuard().judge(text('x'.repeat(60_000)), false);
    expect(verdict.action === 'answer' ? verdict.error.length : 0).toBeLessThan(250);
  });

  it('keeps the reason within a close frame', () => {
    const guard = new RawMessageGuard();
    for (let i = 0; i < 4; i++) guard.judge(text('x'), false);
    const verdict = guard.judge(text('x'), false);
    expect(verdict.action === 'close' ? Buffer.byteLength(verdict.reason) : Infinity).toBeLessThanOrEqual(
      123,
    );
  });
});
