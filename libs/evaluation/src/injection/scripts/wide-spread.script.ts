import { alwaysObservable, type EpisodeScript } from '../episode-script.js';

/** The quotes of a side, or of both, are moved away until the spread is more than a tenth of the mid price. */
export const wideSpreadScript: EpisodeScript = {
  type: 'WIDE_SPREAD',
  kind: null,
  sides: ['bid', 'ask', 'both'],
  ranges: {
    easy: { spreadOfMid: [0.15, 0.25], seconds: [0.5, 4] },
    medium: { spreadOfMid: [0.115, 0.15], seconds: [0.3, 2] },
    hard: { spreadOfMid: [0.102, 0.115], seconds: [0.1, 1] },
  },
  unobservable: alwaysObservable,
  plan(site, side, { spreadOfMid, seconds }) {
    const [bid, ask] = [site.tickAt('bid', 0), site.tickAt('ask', 0)];
    const { bidPart, askPart } = partsOf(side, site.between(0.35, 0.65));
    // The mid moves with what is moved: widths are solved for the spread over the mid that results.
    const lean = (askPart - bidPart) / 2;
    const more = (spreadOfMid * ((bid + ask) / 2) - (ask - bid)) / (1 - spreadOfMid * lean);
    const [down, up] = [Math.ceil(bidPart * more), Math.ceil(askPart * more)];
    if (!(more > 0) || down >= bid - 10 * (ask - bid) - 10) return null;
    const end = site.startMicros + site.span(seconds, 1);
    const reached = (2 * (ask + up - bid + down)) / (ask + up + bid - down);
    return {
      acts: [
        {
          atMicros: site.startMicros,
          change: (overlay) => {
            overlay.raisedTicks = { bid: -down, ask: up };
          },
        },
        {
          atMicros: end,
          change: (overlay) => {
            overlay.raisedTicks = { bid: 0, ask: 0 };
          },
        },
      ],
      params: { spread_of_mid: reached, seconds: (end - site.startMicros) / 1e6 },
    };
  },
};

function partsOf(side: string, bidShare: number): { bidPart: number; askPart: number } {
  if (side === 'bid') return { bidPart: 1, askPart: 0 };
  if (side === 'ask') return { bidPart: 0, askPart: 1 };
  return { bidPart: bidShare, askPart: 1 - bidShare };
}
