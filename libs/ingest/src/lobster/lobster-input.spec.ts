import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME } from '@genesis/market';
import { briefDefects, collectRows } from '../../testing/collected-rows.js';
import { ScratchFolder } from '../../testing/scratch-folder.js';
import { openSource } from '../open-source.js';
import { parseLobsterName } from './lobster-name.js';

const folder = new ScratchFolder();
const MIDNIGHT = Date.UTC(2012, 5, 21) * 1000;
const MESSAGES = [
  '34200.004241176,1,16113575,18,5853300,1',
  '34200.1,4,16113576,5,5859400,-1',
  '34200.2,5,0,7,5853500,1',
  '34200.3,7,0,0,-1,-1',
];
const BOOK = '5859400,200,5853300,18,5859800,100,5853000,150';
const BOOKS = [BOOK, BOOK, '5859400,200,5853300,18,9999999999,0,-9999999999,0', BOOK];

let pairs = 0;

/** Writes a pair under a name of its own. @returns its two paths */
function pair(messages: readonly string[], books: readonly string[], end = '\n', gz = ''): [string, string] {
  const name = (kind: string): string => `AAPL_2012-06-21_34200000_${57_600_000 + pairs}_${kind}_2.csv`;
  pairs++;
  return [
    folder.write(name('message') + gz, messages.join('\n') + end),
    folder.write(name('orderbook'), books.join('\n') + end),
  ];
}

describe('LOBSTER pair', () => {
  it('reads the book after each message, prices in dollars, the date from the name', async () => {
    const [message] = pair(MESSAGES, BOOKS);
    const { rows, defects } = await collectRows((await openSource([message])).open());
    expect(rows.map(({ values }) => values[0] - MIDNIGHT)).toEqual([
      34_200_004_241, 34_200_100_000, 34_200_200_000, 34_200_300_000,
    ]);
    const { values, symbol, position } = rows[0];
    expect([symbol, position]).toEqual(['AAPL', 1]);
    expect([values[ASK_PRICE], values[ASK_VOLUME], values[BID_PRICE + 1], values[BID_VOLUME + 1]]).toEqual([
      585.94, 200, 585.3, 150,
    ]);
    expect([values[BID_PRICE + 2], values[BID_VOLUME + 2], values[ASK_PRICE + 9]]).toEqual([NaN, 0, NaN]);
    expect([rows[2].values[ASK_PRICE + 1], rows[2].values[BID_PRICE + 1]]).toEqual([NaN, NaN]);
    expect(defects).toEqual([]);
  });

  it('gives executions as trades of the other side of the resting order', async () => {
    const [message] = pair(MESSAGES, BOOKS);
    const { trades } = await collectRows((await openSource([message])).open());
    expect(trades).toEqual([
      [1, MIDNIGHT + 34_200_100_000, 585.94, 5, 1],
      [2, MIDNIGHT + 34_200_200_000, 585.35, 7, -1],
    ]);
  });

  it('is found by either half, both halves are one, compressed or not, with or without a last line end', async () => {
    const [message, book] = pair(MESSAGES, BOOKS, '', '.gz');
    const byMessage = await collectRows((await openSource([message])).open());
    expect(byMessage.rows).toHaveLength(4);
    expect(await collectRows((await openSource([book])).open())).toEqual(byMessage);
    expect(await collectRows((await openSource([book, message])).open())).toEqual(byMessage);
    const blank = pair(MESSAGES, BOOKS, '\n\n\r\n');
    expect((await collectRows((await openSource([blank[0]])).open())).rows).toHaveLength(4);
  });

  it('describes itself by its message file', async () => {
    const [message] = pair(MESSAGES, BOOKS);
    const source = await openSource([message]);
    expect(await source.describe()).toMatchObject({
      format: 'lobster',
      symbols: ['AAPL'],
      fromMicros: MIDNIGHT + 34_200_004_241,
      toMicros: MIDNIGHT + 34_200_300_000,
    });
  });

  it.each([
    ['message', MESSAGES, BOOKS.slice(0, 2), /orderbook_2\.csv:3: ends before .*message_2\.csv/],
    ['book', MESSAGES.slice(0, 3), BOOKS, /message_2\.csv:4: ends before .*orderbook_2\.csv/],
  ])(
    'delivers what pairs up where the %s file is longer, then names the line',
    async (_, messages, books, error) => {
      const [message] = pair(messages, books);
      const { rows, error: thrown } = await collectRows((await openSource([message])).open());
      expect(rows).toHaveLength(Math.min(messages.length, books.length));
      expect(thrown?.message).toMatch(error);
    },
  );

  it('loses the lines that cannot be read, in either file', async () => {
    const messages = [
      ...MESSAGES,
      'x,1,1,1,1,1',
      '34201,1,1',
      '34202,1,1,abc,1,1',
      '34203,1,1,1,1,1',
      '34204,1,1,1,1,1',
    ];
    const books = [...BOOKS, BOOK, BOOK, BOOK, BOOK.slice(0, 20), BOOK.replace('200', 'N/A')];
    const [message] = pair(messages, books);
    const result = await collectRows((await openSource([message])).open());
    expect(result.rows).toHaveLength(5);
    expect(briefDefects(result)).toEqual([
      'BAD_TS@5',
      'UNDECODABLE@6',
      'UNDECODABLE@7',
      'TRUNCATED_ROW@8',
      'TEXT_IN_NUMBER@9:ask_volume_1',
    ]);
  });

  it('takes an empty line within a file for a lost row of its pair, wherever blocks end', async () => {
    const messages = ['', '34300,1,1,1,1,1', '', '34301,1,1,1,1,1'];
    const [message] = pair([...MESSAGES, ...messages], [...BOOKS, BOOK, '', '', BOOK]);
    const result = await collectRows((await openSource([message])).open());
    expect(result.rows.map(({ position }) => position)).toEqual([1, 2, 3, 4, 8]);
    expect(result.rows[4].values[0] - MIDNIGHT).toBe(34_301_000_000);
    expect(briefDefects(result)).toEqual(['UNDECODABLE@5', 'TRUNCATED_ROW@6', 'UNDECODABLE@7']);
    expect(result.error).toBeNull();
  });

  it('takes any number of empty lines at the end of one file or both for nothing', async () => {
    const [message] = pair(MESSAGES, [...BOOKS, ...Array.from({ length: 50_000 }, () => '')]);
    const one = await collectRows((await openSource([message])).open());
    const [both] = pair(MESSAGES, BOOKS, '\n'.repeat(50_000));
    const two = await collectRows((await openSource([both])).open());
    for (const result of [one, two])
      expect([result.rows.length, result.defects, result.error]).toEqual([4, [], null]);
  });

  it('loses the pair of a line that is too long', async () => {
    const long = 'x'.repeat(1_500_000);
    const [message] = pair([MESSAGES[0], long, ...MESSAGES.slice(2)], BOOKS);
    const result = await collectRows((await openSource([message])).open());
    expect(result.rows.map(({ position }) => position)).toEqual([1, 3, 4]);
    expect(result.defects).toMatchObject([
      { position: 2, issue: 'the line has 1500000 bytes, expected at most 1048576' },
    ]);
  });

  it('refuses a half without the other, another name, and other contents', async () => {
    const alone = folder.write('MSFT_2012-06-21_1_2_message_2.csv', `${MESSAGES[0]}\n`);
    await expect(openSource([alone])).rejects.toThrow(
      /its other half is missing, expected .*MSFT.*orderbook_2\.csv or/,
    );
    const unnamed = folder.write('book.csv', `${BOOK}\n`);
    await expect(openSource([unnamed], { format: 'lobster' })).rejects.toThrow('the date is nowhere else');
    const [message] = pair(['1,2,3'], BOOKS);
    await expect(openSource([message])).rejects.toThrow(
      'is no LOBSTER file by its first line, expected 6 fields',
    );
    const [other] = pair(MESSAGES, ['1,2,3']);
    await expect(openSource([other])).rejects.toThrow('expected four fields a level, all numbers');
  });
});

describe('parseLobsterName', () => {
  it.each(['AAPL_2012-06-21.csv', 'AAPL_2012-13-21_1_2_message_5.csv', 'AAPL_2012-06-21_1_2_trades_5.csv'])(
    'knows that %s is none',
    (name) => {
      expect(parseLobsterName(name)).toBeNull();
    },
  );
});
