import { deepQuote } from './deep-quote.episode.js';
import { depthShock } from './depth-shock.episode.js';
import { type EpisodeScript } from './episode.js';
import { executed } from './executed.episode.js';
import { heavyImbalance } from './heavy-imbalance.episode.js';
import { layering } from './layering.episode.js';
import { liquidityGap } from './liquidity-gap.episode.js';
import { marketWidePull } from './market-wide-pull.episode.js';
import { momentumIgnition } from './momentum-ignition.episode.js';
import { newsBurst } from './news-burst.episode.js';
import { quoteStuffing } from './quote-stuffing.episode.js';
import { repeg } from './repeg.episode.js';
import { scrollOff } from './scroll-off.episode.js';
import { spoofing } from './spoofing.episode.js';
import { wideSpread } from './wide-spread.episode.js';

/** Every manipulation that the simulator can stage. */
export const MANIPULATIVE_SCRIPTS: readonly EpisodeScript[] = [
  spoofing,
  layering,
  liquidityGap,
  depthShock,
  heavyImbalance,
  wideSpread,
  quoteStuffing,
  momentumIgnition,
];

/** Every honest look-alike. */
export const BENIGN_SCRIPTS: readonly EpisodeScript[] = [
  executed,
  repeg,
  marketWidePull,
  deepQuote,
  scrollOff,
  newsBurst,
];
