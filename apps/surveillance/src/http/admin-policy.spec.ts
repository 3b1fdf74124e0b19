import { type AdminSettings, type Caller, cameThroughProxy, refuseAdmin } from './admin-policy.js';

const TOKEN = 'correct-horse-battery';

const tokenless: AdminSettings = { host: '127.0.0.1', adminToken: null, corsOrigins: [] };
const local: Caller = {
  remoteAddress: '127.0.0.1',
  authorization: undefined,
  authority: '127.0.0.1:8000',
  origin: undefined,
  forwarded: false,
};

function status(settings: Partial<AdminSettings>, caller: Partial<Caller>): number | null {
  return refuseAdmin({ ...tokenless, ...settings }, { ...local, ...caller })?.status ?? null;
}

describe('refuseAdmin with ADMIN_TOKEN', () => {
  const settings = { adminToken: TOKEN, host: '0.0.0.0' };

  it('lets in who knows the token, from anywhere', () => {
    const far = { remoteAddress: '203.0.113.9', authority: 'desk.example', origin: 'https://desk.example' };
    expect(status(settings, { ...far, authorization: `Bearer ${TOKEN}` })).toBeNull();
    expect(status(settings, { ...far, authorization: `bearer ${TOKEN}` })).toBeNull();
  });

  it.each([
    undefined,
    '',
    'Bearer',
    `Basic ${TOKEN}`,
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.slice(0, -1)}`,
    `Bearer ${TOKEN} ${TOKEN}x`,
    TOKEN,
  ])('answers 401 to %p, also on loopback', (authorization) => {
    expect(status({ adminToken: TOKEN }, { authorization })).toBe(401);
  });
});

describe('refuseAdmin without ADMIN_TOKEN', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('lets in this machine (%s)', (remoteAddress) => {
    expect(status({}, { remoteAddress })).toBeNull();
  });

  it.each(['localhost:8000', '[::1]:8000', '127.0.0.1', 'LOCALHOST:8000'])(
    'takes the Host %s',
    (authority) => {
      expect(status({}, { authority })).toBeNull();
    },
  );

  it('lets in nobody while HOST is open to the network, and says what to do', () => {
    expect(refuseAdmin({ ...tokenless, host: '0.0.0.0' }, local)).toEqual({
      status: 403,
      message: expect.stringContaining('set ADMIN_TOKEN'),
    });
    expect(status({ host: '::' }, {})).toBe(403);
    expect(status({ host: 'genesis.example' }, {})).toBe(403);
  });

  it('lets nobody in through a proxy on this machine, and says what to do', () => {
    expect(refuseAdmin(tokenless, { ...local, forwarded: true })).toEqual({
      status: 403,
      message: expect.stringContaining('set ADMIN_TOKEN'),
    });
    expect(status({ adminToken: TOKEN }, { forwarded: true, authorization: `Bearer ${TOKEN}` })).toBeNull();
  });

  it.each(['203.0.113.9', '10.0.0.1', '::ffff:10.0.0.1', undefined])(
    'lets no stranger in (%p)',
    (remoteAddress) => {
      expect(status({}, { remoteAddress })).toBe(403);
    },
  );

  it.each(['evil.example:8000', '127.0.0.1.evil.example', 'localhost.evil.example', undefined, '', '//'])(
    'refuses a Host that is a name for loopback given by someone else (%p)',
    (authority) => {
      expect(status({}, { authority })).toBe(403);
    },
  );

  it.each([
    'https://evil.example',
    'null',
    'http://localhost:3000',
    'http://127.0.0.1:8000.evil.example',
    'http://localhost:8000',
  ])('refuses a page of another origin (%s)', (origin) => {
    expect(status({}, { origin })).toBe(403);
  });

  it('takes its own pages, and those of CORS_ORIGINS', () => {
    expect(status({}, { origin: 'http://127.0.0.1:8000' })).toBeNull();
    expect(
      status({ corsOrigins: ['http://localhost:3000'] }, { origin: 'http://localhost:3000' }),
    ).toBeNull();
  });
});

describe('cameThroughProxy', () => {
  it.each(['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'])(
    'knows it by %s',
    (name) => {
      expect(cameThroughProxy({ host: '127.0.0.1', [name]: '203.0.113.9' })).toBe(true);
      expect(cameThroughProxy({ host: '127.0.0.1' })).toBe(false);
    },
  );
});
