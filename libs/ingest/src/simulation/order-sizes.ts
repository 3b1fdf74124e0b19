import { type RandomSource } from '@genesis/market';

const TABLE_SIZE = 2048;
/** Sizes below and above these multiples of the median are cut: one crowd order is neither dust nor a wall. */
const SMALLEST = 0.3;
const LARGEST = 4;
/** Share of the traders who think in round lots. */
const ROUND_SHARE = 0.6;

export interface OrderSizeSettings {
  readonly medianOrderLots: number;
  /** Standard deviation of the log size. */
  readonly sizeSigma: number;
  /** Sizes that humans like are multiples of this many lots; 1 for none. */
  readonly roundLots: number;
}

/** Lognormal order sizes in whole lots, many of them round; drawn from a table that is filled once. */
export class OrderSizes {
  /** What is left of a queue below this is taken with it: market orders rarely leave crumbs. */
  readonly crumbLots: number;
  readonly medianLots: number;
  readonly #table = new Int32Array(TABLE_SIZE);

  constructor(
    settings: OrderSizeSettings,
    readonly random: RandomSource,
  ) {
    this.medianLots = settings.medianOrderLots;
    this.crumbLots = SMALLEST * settings.medianOrderLots;
    for (let entry = 0; entry < TABLE_SIZE; entry++) this.#table[entry] = drawSize(settings, random);
  }

  draw(): number {
    return this.#table[(this.random() * TABLE_SIZE) | 0];
  }
}

function drawSize(
  { medianOrderLots, sizeSigma, roundLots }: OrderSizeSettings,
  random: RandomSource,
): number {
  const multiple = Math.exp(sizeSigma * standardNormal(random));
  const lots = medianOrderLots * Math.min(LARGEST, Math.max(SMALLEST, multiple));
  const grain = random() < ROUND_SHARE ? roundLots : 1;
  return Math.max(grain, Math.round(lots / grain) * grain);
}

/** Irwin–Hall: twelve uniforms less six have mean 0 and variance 1, and no tail beyond six. */
function standardNormal(random: RandomSource): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw++) sum += random();
  return sum;
}
