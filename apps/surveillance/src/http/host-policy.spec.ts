import { refuseHost } from './host-policy.js';

describe('refuseHost', () => {
  it.each(['localhost:8000', '127.0.0.1:8000', '[::1]:8000', 'LOCALHOST', undefined])(
    'takes %p while the service listens on loopback',
    (authority) => {
      expect(refuseHost('127.0.0.1', authority)).toBeNull();
    },
  );

  it.each(['evil.example:8000', '127.0.0.1.evil.example', '10.0.0.1:8000', '', '//'])(
    'refuses %p then, and says what is allowed',
    (authority) => {
      const message = /^the header Host must name this machine, localhost, 127\.0\.0\.1 or \[::1\].*; got "/;
      expect(refuseHost('127.0.0.1', authority)).toMatch(message);
      expect(refuseHost('localhost', authority)).toMatch(message);
    },
  );

  it.each(['0.0.0.0', '::', 'genesis.example'])('takes any while HOST is %s', (listensOn) => {
    expect(refuseHost(listensOn, 'desk.example')).toBeNull();
  });
});
