import { type RandomSource, seededRandom } from '@genesis/market';
import { BookTimeline } from './book-timeline.js';
import { type BookSideName, type QuietBook } from './quiet-book.js';

const FIRST_SECONDS = 31;
const APART_SECONDS = 14;

/** Lays an episode over the timeline at `seconds`. */
type Episode = (timeline: BookTimeline, seconds: number, side: BookSideName, random: RandomSource) => void;

function withdrawal(count: number, comesBack = false): Episode {
  return (timeline, seconds, side, random) => {
    const level = 2 + Math.floor(3 * random());
    const quantities = Array.from({ length: count }, () => 800 + Math.floor(400 * random()));
    let prices: number[] = [];
    timeline.at(seconds, (book) => {
      prices = quantities.map((_, i) => book.priceAt(side, level + i));
      prices.forEach((price, i) => book.add(side, price, quantities[i]));
    });
    timeline.at(seconds + 0.5 + 1.5 * random(), (book) => {
      prices.forEach((price, i) => book.remove(side, price, quantities[i]));
      if (comesBack) prices.forEach((price, i) => book.add(side, price, quantities[i] + 1));
    });
  };
}

const gap: Episode = (timeline, seconds, side, random) => {
  let price = NaN;
  timeline.at(seconds, (book) => book.fix(side, (price = book.priceAt(side, 0)), 1));
  timeline.at(seconds + 0.5 + 3 * random(), (book) => book.release(side, price));
};

const thinning: Episode = (timeline, seconds, side, random) => {
  const share = 0.2 + 0.3 * random();
  timeline.at(seconds, (book) => book.scale(side, share));
  timeline.at(seconds + 1 + 3 * random(), (book) => book.scale(side, 1));
};

const flicker: Episode = (timeline, seconds, side, random) => {
  let price = NaN;
  const quantity = 30 + Math.floor(30 * random());
  timeline.at(seconds, (book) => (price = book.priceAt(side, 0)));
  timeline.repeat(seconds + 0.001, 0.015, 80, (book, index) => {
    book.add(side, price, index % 2 === 0 ? quantity : -quantity);
  });
};

function run(comesBack: boolean): Episode {
  return (timeline, seconds, side, random) => {
    const way = side === 'bid' ? 1 : -1;
    const ticks = 5 + Math.floor(8 * random());
    timeline.repeat(seconds, 0.1, ticks, (book) => book.move(way));
    if (comesBack) timeline.repeat(seconds + 2, 0.1, ticks, (book) => book.move(-way));
  };
}

const EPISODES: readonly Episode[] = [
  withdrawal(1),
  withdrawal(2),
  withdrawal(4),
  withdrawal(1, true),
  gap,
  thinning,
  flicker,
  run(true),
  run(false),
];

export interface RandomSession {
  readonly timeline: BookTimeline;
  readonly untilSeconds: number;
}

/** A quiet book whose touch wanders, with so many episodes of all kinds, 14 s apart; the same for the same seed. */
export function randomSession(seed: number, episodes: number): RandomSession {
  const random = seededRandom(seed);
  const timeline = new BookTimeline({ seed });
  for (let i = 0; i < episodes; i++) {
    const seconds = FIRST_SECONDS + i * APART_SECONDS;
    const episode = EPISODES[Math.floor(EPISODES.length * random())];
    episode(timeline, seconds, random() < 0.5 ? 'bid' : 'ask', random);
    timeline.at(seconds + 9, wander(random));
  }
  return { timeline, untilSeconds: FIRST_SECONDS + episodes * APART_SECONDS };
}

function wander(random: RandomSource): (book: QuietBook) => void {
  const way = random() < 0.5 ? 1 : -1;
  return (book) => book.move(way);
}
