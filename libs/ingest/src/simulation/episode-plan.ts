import { LEAST_GAP_SECONDS, type ScheduleSettings } from './episode-schedule.js';
import { BENIGN_SCRIPTS, MANIPULATIVE_SCRIPTS } from './episodes/catalogue.js';
import { layering } from './episodes/layering.episode.js';
import { momentumIgnition } from './episodes/momentum-ignition.episode.js';
import { quoteStuffing } from './episodes/quote-stuffing.episode.js';
import { spoofing } from './episodes/spoofing.episode.js';
import { type MarketMood } from './phases.js';
import { type ResolvedSimulation } from './simulation-settings.js';

/** What a manipulator does in a manipulated phase; the other episodes stage a state of the market. */
const MANIPULATORS = [spoofing, layering, quoteStuffing, momentumIgnition];
/** A manipulator at work does not wait for long. */
const MANIPULATED_GAPS = { leastGapSeconds: 3, meanGapSeconds: 7 };

type EpisodePlan = Pick<ScheduleSettings, 'scripts' | 'leastGapSeconds' | 'meanGapSeconds' | 'mayBegin'>;

/** Which episodes are staged in a market, and how far apart. */
export function episodePlan(settings: ResolvedSimulation, mood: MarketMood): EpisodePlan {
  const { episodes, benign, episodeIntervalSeconds, regimePhases } = settings;
  if (regimePhases) {
    const scripts = episodes ? MANIPULATORS : [];
    return { scripts, ...MANIPULATED_GAPS, mayBegin: () => mood.phase === 'MANIPULATED' };
  }
  return {
    scripts: [...(episodes ? MANIPULATIVE_SCRIPTS : []), ...(benign ? BENIGN_SCRIPTS : [])],
    leastGapSeconds: LEAST_GAP_SECONDS,
    meanGapSeconds: episodeIntervalSeconds,
    mayBegin: () => true,
  };
}
