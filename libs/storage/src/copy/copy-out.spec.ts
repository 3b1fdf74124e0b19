import { EventEmitter, once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { type Connection } from 'pg';
import { BulkSocket } from '../bulk-socket.js';
import { CopyOut } from './copy-out.js';

const code = (letter: string): number => letter.charCodeAt(0);

/** A message of the server. */
function message(letter: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head[0] = code(letter);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Cuts bytes at the places given. */
function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...new Set(places.map((place) => place % bytes.length)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, at) => Buffer.from(bytes.subarray(at === 0 ? 0 : ends[at - 1], end)));
}

/** A connection as far as a statement sees it; what `pg` gets to read is kept. */
function connectionOn(stream: EventEmitter): { connection: Connection; read: Buffer[]; sent: string[] } {
  const [read, sent]: [Buffer[], string[]] = [[], []];
  stream.on('data', (bytes: Buffer) => read.push(bytes));
  const connection = { stream, query: (text: string) => sent.push(text) } as unknown as Connection;
  return { connection, read, sent };
}

describe('CopyOut', () => {
  it('hands over the data alone, and everything else to pg, wherever the bytes are cut', () => {
    const part = fc.tuple(fc.constantFrom('d', 'd', 'd', 'N', 'S'), fc.uint8Array({ maxLength: 30 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.array(fc.nat()), (parts, places) => {
        const bodies = parts.map(([letter, body]) => [letter, Buffer.from(body)] as const);
        const end = [
          message('c', Buffer.alloc(0)),
          message('C', Buffer.from('COPY 3\0')),
          message('Z', Buffer.from('I')),
        ];
        const stream = new EventEmitter();
        const { connection, read, sent } = connectionOn(stream);
        const [listener] = stream.listeners('data');
        const taken: Buffer[] = [];
        const copy = new CopyOut('COPY it', (bytes) => taken.push(Buffer.from(bytes)));
        copy.submit(connection);
        const all = [
          message('H', Buffer.alloc(7)),
          ...bodies.map(([letter, body]) => message(letter, body)),
          ...end,
        ];
        for (const chunk of cutAt(Buffer.concat(all), places)) {
          stream.emit('data', chunk);
          // Under way, the socket reads into the same bytes again.
          if (!stream.listeners('data').includes(listener)) chunk.fill(0);
        }
        const data = bodies.flatMap(([letter, body]) => (letter === 'd' ? [body] : []));
        expect(Buffer.concat(taken)).toEqual(Buffer.concat(data));
        expect(Buffer.concat(read).length).toBe(
          Buffer.concat(all).length - Buffer.concat(data).length - 5 * data.length,
        );
        expect(Buffer.concat(read).subarray(-Buffer.concat(end).length)).toEqual(Buffer.concat(end));
        expect(sent).toEqual(['COPY it']);
      }),
    );
  });

  it('fails with what the server says, with what breaks, and with what cannot be decoded', async () => {
    const stream = new EventEmitter();
    const { connection, read } = connectionOn(stream);
    const refused = new CopyOut('COPY it', () => undefined);
    refused.submit(connection);
    stream.emit('data', message('E', Buffer.from('SERROR\0\0')));
    expect(read).toHaveLength(1);
    refused.handleError(new Error('relation "it" does not exist'));
    refused.handleReadyForQuery();
    await expect(refused.done).rejects.toThrow('does not exist');

    const undecodable = new CopyOut('COPY it', () => {
      throw new RangeError('no such field');
    });
    undecodable.submit(connection);
    stream.emit('data', message('d', Buffer.of(1)));
    await expect(undecodable.done).rejects.toThrow('no such field');
    stream.emit('data', message('c', Buffer.alloc(0)));
    expect(stream.listeners('data')).toHaveLength(1);
  });
});

describe('a bulk socket', () => {
  let server: Server;
  let far: Socket;
  let near: BulkSocket;

  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const coming = once(server, 'connection');
    near = new BulkSocket();
    near.connect((server.address() as AddressInfo).port, '127.0.0.1');
    [far] = (await coming) as [Socket];
  });

  afterEach(() => {
    near.destroy();
    far.destroy();
    server.close();
  });

  it('reads like any other, and keeps nothing of what is read in place', async () => {
    const first = once(near, 'data');
    far.write('plain');
    const [bytes] = (await first) as [Buffer];
    const taken: string[] = [];
    const { connection, read } = connectionOn(near);
    const copy = new CopyOut('COPY it', (data) => taken.push(data.toString()));
    copy.submit(connection);
    far.write(Buffer.concat([message('d', Buffer.from('rows ')), message('d', Buffer.from('of it'))]));
    far.write(message('c', Buffer.alloc(0)));
    while (read.length === 0) await new Promise(setImmediate);
    copy.handleReadyForQuery();
    await copy.done;
    expect(taken.join('')).toBe('rows of it');
    expect(bytes.toString()).toBe('plain');
    expect(near.taker).toBeNull();
    const ended = once(near, 'end');
    far.end();
    await ended;
  });
});
