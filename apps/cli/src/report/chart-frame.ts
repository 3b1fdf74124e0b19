import { formatNumber } from '../output/format.js';
import { html, type Markup, type MarkupValue } from './markup.js';
import { linearScale, paddedRange, robustRange, timeTicks, valueTicks, type Scale } from './scale.js';

export const CHART_WIDTH = 1080;
export const PLOT_LEFT = 76;
export const PLOT_RIGHT = CHART_WIDTH - 24;
/** Above each plot: its title. */
const TITLE_HEIGHT = 22;

/** Where one plot of a chart stands, in pixels. */
export interface Panel {
  readonly title: MarkupValue;
  readonly top: number;
  readonly bottom: number;
  readonly y: Scale;
}

/**
 * A panel that starts at `from` pixels and shows the values that are numbers. A few that lie far beyond the
 * others are cut at its edge, and the title says so: they would press everything else flat.
 */
export function panelAt(title: MarkupValue, from: number, height: number, values: readonly number[]): Panel {
  const { low, high, lowest, highest } = robustRange(values);
  const top = from + TITLE_HEIGHT;
  const cut = [...(lowest < low ? [lowest] : []), ...(highest > high ? [highest] : [])];
  const note =
    cut.length === 0 ? '' : ` (cut off: reaches ${cut.map((value) => formatNumber(value)).join(', ')})`;
  const y = linearScale(...paddedRange(low, high), top + height, top);
  return { title: html`${title}${note}`, top, bottom: top + height, y };
}

/** Title, value grid and time grid of a panel. */
export function panelFrame({ title, top, bottom, y }: Panel, x: Scale): Markup {
  const rows = valueTicks(y.from, y.to, Math.max(3, (bottom - top) / 32)).map((value) => {
    const at = y.pixel(value);
    return html`<line class="grid" x1="${PLOT_LEFT}" x2="${PLOT_RIGHT}" y1="${at}" y2="${at}" />
      <text class="tick" x="${PLOT_LEFT - 8}" y="${at + 4}" text-anchor="end"
        >${formatNumber(value, 9)}</text
      >`;
  });
  const columns = timeTicks(x.from, x.to, 10).map(({ micros }) => {
    const at = x.pixel(micros);
    return html`<line class="grid" x1="${at}" x2="${at}" y1="${top}" y2="${bottom}" />`;
  });
  return html`<text class="panel-title" x="${PLOT_LEFT}" y="${top - 7}">${title}</text>${rows}${columns}`;
}

/** The labels under the lowest panel. */
export function timeAxis(x: Scale, y: number): Markup {
  const labels = timeTicks(x.from, x.to, 10).map(
    ({ micros, label }) =>
      html`<text class="tick" x="${x.pixel(micros)}" y="${y + 16}" text-anchor="middle">${label}</text>`,
  );
  return html`${labels}`;
}
