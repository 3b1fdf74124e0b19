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
    const label = { x: LEFT - 6, y: at + 4, anchor: 'end' };
    return gridLine({ x: LEFT, y: at }, { x: RIGHT, y: at }, value, label);
  });
  const columns = valueTicks(x.from, x.to, 6).map((value) => {
    const at = across.pixel(value);
    const label = { x: at, y: BOTTOM + 15, anchor: 'middle' };
    return gridLine({ x: at, y: TOP }, { x: at, y: BOTTOM }, value, label);
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

function gridLine(
  from: Pixel,
  to: Pixel,
  value: number,
  { x, y, anchor }: Pixel & { readonly anchor: string },
): Markup {
  return html`<line class="grid" x1="${from.x}" x2="${to.x}" y1="${from.y}" y2="${to.y}" /><text
      class="tick"
      x="${x}"
      y="${y}"
      text-anchor="${anchor}"
      >${formatNumber(value)}</text
    >`;
}

function legendEntry({ name, className }: Curve): Markup {
  return html`<span
    ><svg width="22" height="8" style="display:inline-block;width:22px;vertical-align:middle">
      <path class="line ${className}" d="M1,4H21" /></svg
    >${name}</span
  >`;
}
