import { type EpisodeScript } from '../episode-script.js';
import { deepQuoteScript } from './deep-quote.script.js';
import { depthShockScript } from './depth-shock.script.js';
import { executedScript } from './executed.script.js';
import { heavyImbalanceScript } from './heavy-imbalance.script.js';
import { layeringScript } from './layering.script.js';
import { liquidityGapScript } from './liquidity-gap.script.js';
import { marketWidePullScript } from './market-wide-pull.script.js';
import { momentumIgnitionScript } from './momentum-ignition.script.js';
import { newsBurstScript } from './news-burst.script.js';
import { queueDepletionScript } from './queue-depletion.script.js';
import { quoteStuffingScript } from './quote-stuffing.script.js';
import { makeBeforeBreakScript, repegScript } from './requoted.script.js';
import { scrollOffScript } from './scroll-off.script.js';
import { spoofingScript } from './spoofing.script.js';
import { wideSpreadScript } from './wide-spread.script.js';

/** Manipulation: one script for each type. */
export const ABUSE_SCRIPTS: readonly EpisodeScript[] = [
  spoofingScript,
  layeringScript,
  liquidityGapScript,
  depthShockScript,
  heavyImbalanceScript,
  wideSpreadScript,
  quoteStuffingScript,
  momentumIgnitionScript,
];

/** Hard negatives. */
export const HONEST_SCRIPTS: readonly EpisodeScript[] = [
  executedScript,
  repegScript,
  makeBeforeBreakScript,
  marketWidePullScript,
  scrollOffScript,
  deepQuoteScript,
  newsBurstScript,
  queueDepletionScript,
];
