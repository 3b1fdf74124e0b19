import { type Regime, REGIMES } from '@genesis/contracts';
import { html, type Markup } from '../report/markup.js';
import { linePath } from '../report/paths.js';
import { linearScale, paddedRange, type Scale, timeTicks } from '../report/scale.js';
import { type RegimeRun } from './regime-run.js';

const WIDTH = 1080;
const LEFT = 76;
const RIGHT = WIDTH - 20;
const BOOK_HEIGHT = 170;
const PRICE = { top: 30, bottom: 96 } as const;
const STRIP_HEIGHT = 16;
const NAMED_TOP = 104;
const TRUE_TOP = 124;
const AXIS_TOP = 140;
const LEGEND_HEIGHT = 34;
/** A gap of more pixels than this breaks the line of prices. */
const LONGEST_GAP = 12;

const COLOURS: Readonly<Record<Regime, string>> = {
  CALM: '#cfe3d4',
  STRESSED: '#e8a33d',
  EXECUTION_HOT: '#3d7fd6',
  MANIPULATION_SUSPECTED: '#c0392b',
};

/** One picture (SVG) of all books: the price, the regimes that were named below it, and the true ones where they are known. */
export function regimesPicture(title: string, runs: readonly RegimeRun[]): string {
  const height = LEGEND_HEIGHT + 24 + runs.length * BOOK_HEIGHT;
  const books = runs.map(
    (run, i) => html`<g transform="translate(0,${LEGEND_HEIGHT + i * BOOK_HEIGHT})">${book(run)}</g>`,
  );
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${WIDTH} ${height}"
    font-family="sans-serif"
    font-size="12"
  >
    <title>${title}</title>
    <rect width="${WIDTH}" height="${height}" fill="#ffffff" />
    ${legend()} ${books}
  </svg> `.text;
}

function legend(): Markup {
  const entries = REGIMES.map(
    (regime, i) =>
      html`<rect x="${LEFT + i * 220}" y="12" width="14" height="14" fill="${COLOURS[regime]}" /><text
          x="${LEFT + i * 220 + 20}"
          y="23"
          >${regime}</text
        >`,
  );
  return html`${entries}`;
}

function book({ name, trace, judgement }: RegimeRun): Markup {
  const { seconds, mids, regimes } = trace;
  const x = linearScale(seconds[0], seconds[seconds.length - 1], LEFT, RIGHT);
  const known = mids.filter((mid) => Number.isFinite(mid));
  const [low, high] = known.reduce(
    ([a, b], mid) => [Math.min(a, mid), Math.max(b, mid)],
    [Infinity, -Infinity],
  );
  const y = linearScale(...paddedRange(low, high), PRICE.bottom, PRICE.top);
  const line = seconds.map((second, i) => ({ x: x.pixel(second), y: y.pixel(mids[i]) }));
  return html`<text x="${LEFT}" y="20" font-weight="bold">${name} ${trace.symbol}</text>
    ${priceLabels(y, low, high)}
    <path d="${linePath(line, LONGEST_GAP)}" fill="none" stroke="#444444" stroke-width="1" />
    ${strip('named', seconds, regimes, x, NAMED_TOP)}
    ${judgement === null ? '' : strip('true', seconds, judgement.truth, x, TRUE_TOP)} ${timeAxis(x)}`;
}

function priceLabels(y: Scale, low: number, high: number): Markup {
  const labels = [low, high].map(
    (price) =>
      html`<text x="${LEFT - 8}" y="${y.pixel(price) + 4}" text-anchor="end"
        >${Number(price.toPrecision(8))}</text
      >`,
  );
  return html`${labels}`;
}

/** Stretches of one regime as bars. */
function strip(
  name: string,
  seconds: readonly number[],
  regimes: readonly number[],
  x: Scale,
  top: number,
): Markup {
  const starts = regimes.map((_, i) => i).filter((i) => i === 0 || regimes[i] !== regimes[i - 1]);
  const bars = starts.map((start, i) => {
    const from = x.pixel(seconds[start]);
    const end = i + 1 < starts.length ? starts[i + 1] : seconds.length - 1;
    const width = Math.max(0.5, Math.round((x.pixel(seconds[end]) - from) * 10) / 10);
    const colour = COLOURS[REGIMES[regimes[start]]];
    return html`<rect x="${from}" y="${top}" width="${width}" height="${STRIP_HEIGHT}" fill="${colour}" />`;
  });
  return html`<text x="${LEFT - 8}" y="${top + 12}" text-anchor="end">${name}</text>${bars}`;
}

function timeAxis(x: Scale): Markup {
  const ticks = timeTicks(x.from, x.to, 12).map(
    ({ micros, label }) =>
      html`<text x="${x.pixel(micros)}" y="${AXIS_TOP + 14}" text-anchor="middle" fill="#666666"
        >${label}</text
      >`,
  );
  return html`${ticks}`;
}
