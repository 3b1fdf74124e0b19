import { DecimalGrid } from './decimal-grid.js';
import { type SimulatedSymbol } from './simulated-symbol.js';

/** Companies that do not exist. */
const NAMES = [
  'ACME',
  'GLOBEX',
  'INITECH',
  'HOOLI',
  'VANDELAY',
  'WONKA',
  'DUNDER',
  'SOYLENT',
  'TYRELL',
] as const;

/** A share, a perpetual with decimal volumes and a small-tick future, in turn. */
const TEMPLATES: readonly SimulatedSymbol[] = [
  {
    symbol: '',
    tickSize: 0.01,
    lotSize: 1,
    startPrice: 187.42,
    medianOrderLots: 140,
    sizeSigma: 0.6,
    roundLots: 100,
    activity: 1,
  },
  {
    symbol: '-PERP',
    tickSize: 0.1,
    lotSize: 0.001,
    startPrice: 3_412.7,
    medianOrderLots: 420,
    sizeSigma: 0.7,
    roundLots: 50,
    activity: 1.5,
  },
  {
    symbol: '-FUT',
    tickSize: 0.25,
    lotSize: 1,
    startPrice: 18_450.25,
    medianOrderLots: 60,
    sizeSigma: 0.5,
    roundLots: 10,
    activity: 0.75,
  },
];

/** Each round through the templates starts this much higher. */
const PRICE_STEP = 0.37;

/** The first `count` instruments of an endless list: asking for more changes none of the others. */
export function demoSymbols(count: number): SimulatedSymbol[] {
  return Array.from({ length: count }, (_, number) => demoSymbol(number));
}

function demoSymbol(number: number): SimulatedSymbol {
  const template = TEMPLATES[number % TEMPLATES.length];
  const round = Math.floor(number / NAMES.length);
  const name = `${NAMES[number % NAMES.length]}${round === 0 ? '' : round + 1}`;
  const prices = new DecimalGrid(template.tickSize);
  const raised = template.startPrice * (1 + PRICE_STEP * Math.floor(number / TEMPLATES.length));
  return {
    ...template,
    symbol: name + template.symbol,
    startPrice: prices.valueOf(prices.nearest(raised)),
  };
}
