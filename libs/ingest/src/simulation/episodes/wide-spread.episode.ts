import { MICROS_PER_SECOND, type Side } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
import { type Difficulty } from '../episode-label.js';
import { type FlowGate } from '../order-flow-model.js';
import { type BandByDifficulty, type EpisodeActions, type EpisodeScript } from './episode.js';

/** Spread as a share of the mid that results; the line that it crosses is 10 %. */
const SPREAD_OF_MID: BandByDifficulty = { easy: [0.2, 0.29], medium: [0.13, 0.175], hard: [0.104, 0.115] };
const SECONDS = [0.4, 1.2] as const;
const FEWEST_UPDATES = 3;
const WAIT_FOR_UPDATES_MICROS = MICROS_PER_SECOND / 10;
const LONGEST_MICROS = 5 * MICROS_PER_SECOND;

/** Nobody buys or sells at stub quotes. */
const NO_TAKERS: FlowGate = { admits: (kind) => kind !== 'market' };

/** All makers of a side, or of both, re-quote far out, and return together. */
export const wideSpread: EpisodeScript = {
  type: 'WIDE_SPREAD',
  longestSeconds: 7,
  stage(desk, difficulty) {
    const side = desk.pick<Side>(['both', 'both', 'bid', 'ask']);
    return { side, gate: NO_TAKERS, actions: act(desk, side, difficulty) };
  },
};

function* act(desk: EpisodeDesk, side: Side, difficulty: Difficulty): EpisodeActions {
  const { bid, ask } = desk.book;
  const began = desk.nowMicros;
  const firstRow = desk.rowsShown;
  const outward = displacement(desk, side, desk.between(...SPREAD_OF_MID[difficulty]));
  const atLeast = desk.seconds(...SECONDS);

  if (side !== 'ask') bid.displace(outward);
  if (side !== 'bid') ask.displace(outward);
  const reached = spreadOfMid(desk);
  yield atLeast;
  while (desk.rowsShown - firstRow < FEWEST_UPDATES && desk.nowMicros - began < LONGEST_MICROS) {
    yield WAIT_FOR_UPDATES_MICROS;
  }
  const updates = desk.rowsShown - firstRow;
  if (side !== 'ask') bid.displace(0);
  if (side !== 'bid') ask.displace(0);
  return { spread_of_mid: rounded(reached, 4), updates };
}

/**
 * Ticks by which each displaced side moves so that spread / mid becomes `share`. With both moving the mid m stays
 * and the spread is share·m. With one moving the other best p stays, and the spread x solves x = share·(p ± x/2):
 * minus when the bid falls, plus when the ask rises.
 */
function displacement(desk: EpisodeDesk, side: Side, share: number): number {
  const { bid, ask } = desk.book;
  const spread = desk.book.spreadTicks;
  if (side === 'both') return Math.ceil((share * (bid.bestTick + ask.bestTick)) / 4 - spread / 2) + 1;
  const wanted =
    side === 'bid' ? (share * ask.bestTick) / (1 + share / 2) : (share * bid.bestTick) / (1 - share / 2);
  return Math.ceil(wanted - spread) + 1;
}

function spreadOfMid(desk: EpisodeDesk): number {
  const { bid, ask } = desk.book;
  const shownBid = bid.bestTick - bid.displacementTicks;
  const shownAsk = ask.bestTick + ask.displacementTicks;
  return (shownAsk - shownBid) / ((shownAsk + shownBid) / 2);
}
