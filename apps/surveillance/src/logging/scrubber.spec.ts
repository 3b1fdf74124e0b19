import { parseSettings } from '../config/parse-settings.js';
import { Scrubber } from './scrubber.js';

describe('Scrubber', () => {
  const scrubber = Scrubber.of(
    parseSettings({
      ADMIN_TOKEN: 'let-me-in-0123456789',
      DB_PASSWORD: 'hunter22',
      DATABASE_URL: 'postgres://me:p%40ssword@db:5432/book',
    }),
  );

  it.each([
    ['the token is let-me-in-0123456789.', 'the token is ***.'],
    ['authentication failed with hunter22', 'authentication failed with ***'],
    ['cannot reach postgres://me:p%40ssword@db:5432/book', 'cannot reach ***'],
    ['it said p@ssword, and p%40ssword', 'it said ***, and ***'],
    ['tried mysql://root:other@host/x', 'tried mysql://root:***@host/x'],
    ['DB_PASSWORD=abc DB_HOST=db', 'DB_PASSWORD=*** DB_HOST=db'],
    ['{"access_token":"abc","id":1}', '{"access_token":"***","id":1}'],
    ['Authorization: Bearer abcdef.ghi', 'Authorization: Bearer ***'],
  ])('%s', (text, expected) => {
    expect(scrubber.scrub(text)).toBe(expected);
  });

  it.each([
    'set ADMIN_TOKEN: without it only this machine may change something',
    'API http://127.0.0.1:8000/, documentation http://127.0.0.1:8000/docs',
    'plays DB_REPLAY: PostgreSQL at db:5432/orderbook',
    'the bearer of bad news',
  ])('leaves "%s" alone', (text) => {
    expect(scrubber.scrub(text)).toBe(text);
  });

  it('leaves ordinary words alone where a secret is as short as they are', () => {
    expect(new Scrubber(['a']).scrub('a database')).toBe('a database');
  });
});
