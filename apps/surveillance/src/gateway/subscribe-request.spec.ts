import { parseSubscribeRequest } from './subscribe-request.js';

describe('parseSubscribeRequest', () => {
  it('takes an object, with or without a rate, and the bare name of a room', () => {
    expect(parseSubscribeRequest({ room: 'snapshots' })).toEqual({ room: 'snapshots' });
    expect(parseSubscribeRequest({ room: 'snapshots', maxRate: null })).toEqual({ room: 'snapshots' });
    expect(parseSubscribeRequest({ room: 'snapshots', maxRate: 0.1 })).toEqual({
      room: 'snapshots',
      maxRate: 0.1,
    });
    expect(parseSubscribeRequest('alerts')).toEqual({ room: 'alerts' });
  });

  it.each([undefined, null, 42, true, [], ['snapshots'], [{ room: 'snapshots' }]])(
    'refuses %j as a payload',
    (payload) => {
      const shown = JSON.stringify(payload) ?? 'nothing';
      expect(() => parseSubscribeRequest(payload)).toThrow(`payload: got ${shown}; allowed: {"room": string`);
    },
  );

  it.each([undefined, null, 7, {}, ['a']])('refuses %j as a room', (room) => {
    expect(() => parseSubscribeRequest({ room })).toThrow(/^room: got .*; allowed: a text/);
  });

  it.each(['maxrate', 'max_rate', 'constructor', '__proto__', ''])('refuses the unknown field %j', (name) => {
    const payload: unknown = JSON.parse(`{"room": "snapshots", "${name}": 1}`);
    expect(() => parseSubscribeRequest(payload)).toThrow(
      `${JSON.stringify(name)} is not a field here; allowed: room, maxRate`,
    );
  });

  it.each([0, 0.09, 1001, -1, '5', true, {}])('refuses %j as a rate', (maxRate) => {
    expect(() => parseSubscribeRequest({ room: 'snapshots', maxRate })).toThrow(
      `maxRate: got ${JSON.stringify(maxRate)}; allowed: a number from 0.1 to 1000`,
    );
  });

  it.each([NaN, Infinity])('refuses %p as a rate', (maxRate) => {
    expect(() => parseSubscribeRequest({ room: 'snapshots', maxRate })).toThrow(/^maxRate: got/);
  });
});
