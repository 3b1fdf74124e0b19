import { type SignalType } from '@genesis/contracts';
import { ASK_PRICE, BID_PRICE, BID_VOLUME, LEVELS, seededRandom, type Side } from '@genesis/market';
import { BookTimeline, type TimelineRow } from '../../testing/book-timeline.js';
import { secondsAt } from '../../testing/row-view.js';
import { TimelineWatch } from '../../testing/timeline-watch.js';
import { createCalibratedProfile } from './create-calibrated-profile.js';

const UNTIL_SECONDS = 70;
/** Where conditions change before the episode. */
const CHANGE_SECONDS = 40;
const PRICES = [100.04, 100.05, 100.06, 100.07];

type Episode = (timeline: BookTimeline) => BookTimeline;

/** The textbook episode of each type, from 60 s on, and the side that it is raised for. */
const TEXTBOOK: readonly [type: SignalType, side: Side, episode: Episode][] = [
  [
    'SPOOFING',
    'ask',
    (timeline) =>
      timeline
        .at(60, (book) => book.add('ask', 100.05, 900))
        .at(61.2, (book) => book.remove('ask', 100.05, 900)),
  ],
  [
    'LAYERING',
    'ask',
    (timeline) =>
      timeline
        .at(60, (book) => PRICES.forEach((price, i) => book.add('ask', price, 700 + 60 * i)))
        .at(62, (book) => PRICES.forEach((price, i) => book.remove('ask', price, 700 + 60 * i))),
  ],
  [
    'LIQUIDITY_GAP',
    'ask',
    (timeline) =>
      timeline.at(60, (book) => book.fix('ask', 100.02, 1)).at(61, (book) => book.release('ask', 100.02)),
  ],
  ['DEPTH_SHOCK', 'ask', (timeline) => timeline.at(60, (book) => book.scale('ask', 0.4))],
  ['HEAVY_IMBALANCE', 'ask', (timeline) => timeline.at(60, (book) => book.scale('ask', 3))],
  ['WIDE_SPREAD', 'ask', (timeline) => timeline.at(60, (book) => book.move(1_200, 'ask'))],
  [
    'QUOTE_STUFFING',
    'ask',
    (timeline) => timeline.repeat(60, 0.02, 60, (book, i) => book.add('ask', 100.02, i % 2 === 0 ? 40 : -40)),
  ],
  [
    'MOMENTUM_IGNITION',
    'bid',
    (timeline) =>
      timeline.repeat(60, 0.1, 10, (book) => book.move(1)).repeat(61.5, 0.1, 9, (book) => book.move(-1)),
  ],
];

function watched(rows: readonly TimelineRow[]): TimelineWatch {
  return new TimelineWatch(createCalibratedProfile()).feed(rows).pass(Infinity);
}

function sidesOf(rows: readonly TimelineRow[], type: SignalType): Side[] {
  return watched(rows)
    .of(type)
    .map(({ side }) => side);
}

/** Rows from `from` to `until` seconds, changed. */
function between(
  rows: readonly TimelineRow[],
  from: number,
  until: number,
  change: (row: Float64Array) => void,
): TimelineRow[] {
  return rows.map((row) => {
    const seconds = secondsAt(row.values[0]);
    if (seconds < from || seconds >= until) return row;
    const values = row.values.slice();
    change(values);
    return { ...row, values };
  });
}

describe.each(TEXTBOOK)('%s', (type, side, episode) => {
  const rows = rowsOf(type, episode);

  it('is found', () => {
    expect(sidesOf(rows, type)).toEqual([side]);
  });

  it.each([1, 2, 3])('is found on a feed that shows rows at irregular times (%p)', (seed) => {
    expect(sidesOf(irregular(episode, seed), type)).toEqual([side]);
  });

  it.each(['larger', 'smaller'])('is found after a change to a tick five times %s', (what) => {
    const [from, until] = what === 'larger' ? [CHANGE_SECONDS, Infinity] : [-Infinity, CHANGE_SECONDS];
    expect(sidesOf(between(rows, from, until, spreadOut), type)).toEqual([side]);
  });

  it('is found after the other side was empty for a while', () => {
    expect(sidesOf(between(rows, CHANGE_SECONDS, CHANGE_SECONDS + 5, emptyBids), type)).toEqual([side]);
  });
});

describe('a book without the other side', () => {
  const onEmpty = (type: SignalType, episode: Episode): Side[] => {
    return sidesOf(between(rowsOf(type, episode), -Infinity, Infinity, emptyBids), type);
  };
  const oneSided = ['SPOOFING', 'LAYERING', 'LIQUIDITY_GAP', 'DEPTH_SHOCK', 'QUOTE_STUFFING'];

  it.each(TEXTBOOK.filter(([type]) => oneSided.includes(type)))(
    'shows %s all the same',
    (type, side, episode) => {
      expect(onEmpty(type, episode)).toEqual([side]);
    },
  );

  it.each(TEXTBOOK.filter(([type]) => !oneSided.includes(type)))('has no %s', (type, _side, episode) => {
    expect(onEmpty(type, episode)).toEqual([]);
  });
});

describe('a quiet book raises nothing', () => {
  const quiet = new BookTimeline().rows(UNTIL_SECONDS);

  it.each([CHANGE_SECONDS + 0.1, CHANGE_SECONDS + 5, Infinity])(
    'where a side empties, until %p s',
    (until) => {
      expect(watched(between(quiet, CHANGE_SECONDS, until, emptyBids)).summary).toEqual([]);
    },
  );

  it('where the tick changes, up or down', () => {
    expect(watched(between(quiet, CHANGE_SECONDS, Infinity, spreadOut)).summary).toEqual([]);
    expect(watched(between(quiet, -Infinity, CHANGE_SECONDS, spreadOut)).summary).toEqual([]);
  });

  it('where rows come at irregular times', () => {
    expect(watched(irregular((timeline) => timeline, 4)).summary).toEqual([]);
  });
});

/** On a regular feed, except for what a fixed cadence cannot show. */
function rowsOf(type: SignalType, episode: Episode): TimelineRow[] {
  return type === 'QUOTE_STUFFING' ? irregular(episode, 9) : episode(new BookTimeline()).rows(UNTIL_SECONDS);
}

/** Every other quiet row at random, none for two seconds from 45 s on; what the episode changes has its rows. */
function irregular(episode: Episode, seed: number): TimelineRow[] {
  const random = seededRandom(seed);
  return episode(new BookTimeline({ quietSeconds: 0.05 }))
    .rows(UNTIL_SECONDS)
    .filter(({ values }) => {
      const milliseconds = Math.round(1000 * secondsAt(values[0]));
      const isQuiet = milliseconds % 50 === 25;
      const isPause = milliseconds > 45_000 && milliseconds < 47_000;
      return !isQuiet || (random() < 0.5 && !isPause);
    });
}

/** A tick of 0.05 where it was 0.01. */
function spreadOut(row: Float64Array): void {
  for (const from of [BID_PRICE, ASK_PRICE]) {
    for (let i = from; i < from + LEVELS; i++)
      row[i] = (10_000 + 5 * Math.round(100 * row[i] - 10_000)) / 100;
  }
}

function emptyBids(row: Float64Array): void {
  row.fill(NaN, BID_PRICE, BID_PRICE + LEVELS);
  row.fill(0, BID_VOLUME, BID_VOLUME + LEVELS);
}
