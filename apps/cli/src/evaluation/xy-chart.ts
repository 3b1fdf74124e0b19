import { formatNumber } from '../output/format.js';
import { html, type Markup } from '../report/markup.js';
import { linePath, type Pixel } from '../report/paths.js';
import { linearScale, valueTicks } from '../report/scale.js';

const WIDTH = 520;
const HEIGHT = 280;
const LEFT = 52;
const RIGHT = WIDTH - 14;
const TOP = 12;
const BOTTOM = HEIGHT - 40;

export interface Curve {
  readonly name: string;
  /** Colour class of the report's lines: neutral, bid or ask. */
  readonly className: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** Lines over two axes, with a legend where there are several. */
export function xyChart(title: string, x: Axis, y: Axis, curves: readonly Curve[]): Markup {
  const across = linearScale(x.from, x.to, LEFT, RIGHT);
  const up = linearScale(y.from, y.to, BOTTOM, TOP);
  const rows = valueTicks(y.from, y.to, 5).map((value) => {
    const at = up.pixel(value);
    return html`<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${at}" y2="${at}" /><text
        class="tick"
        x="${LEFT - 6}"
        y="${at + 4}"
        text-anchor="end"
        >${formatNumber(value)}</text
      >`;
  });
  const columns = valueTicks(x.from, x.to, 6).map((value) => {
    const at = across.pixel(value);
    return html`<line class="grid" x1="${at}" x2="${at}" y1="${TOP}" y2="${BOTTOM}" /><text
        class="tick"
        x="${at}"
        y="${BOTTOM + 15}"
        text-anchor="middle"
        >${formatNumber(value)}</text
      >`;
  });
  const lines = curves.map(({ className, points }) => {
    const pixels: Pixel[] = points.map(([px, py]) => ({ x: across.pixel(px), y: up.pixel(py) }));
    return html`<path class="line ${className}" d="${linePath(pixels, Infinity)}" />`;
  });
  return html`<h3>${title}</h3>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
      ${rows} ${columns}
      <text class="tick" x="${(LEFT + RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${x.label}</text>
      <text class="tick" x="${LEFT}" y="${TOP - 2}">${y.label}</text>
      ${lines}
    </svg>
    ${curves.length < 2 ? '' : html`<div class="legend">${curves.map(legendEntry)}</div>`}`;
}

function legendEntry({ name, className }: Curve): Markup {
  return html`<span
    ><svg width="22" height="8" style="display:inline-block;width:22px;vertical-align:middle">
      <path class="line ${className}" d="M1,4H21" /></svg
    >${name}</span
  >`;
}
