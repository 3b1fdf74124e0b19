import { formatCount } from '../output/format.js';
import { html, type Markup } from './markup.js';

const WIDTH = 520;
const LABEL_WIDTH = 190;
const COUNT_WIDTH = 62;
const ROW_HEIGHT = 26;

export interface Bar {
  readonly label: string;
  /** Drawn one after the other; the class gives the colour. */
  readonly parts: readonly { readonly className: string; readonly title: string; readonly count: number }[];
}

/** Horizontal bars, stacked from their parts, each with its total behind it. */
export function barChart(bars: readonly Bar[], label: string): Markup {
  const longest = Math.max(...bars.map(totalOf), 1);
  const height = bars.length * ROW_HEIGHT;
  return html`<svg class="bars" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">
    ${bars.map((bar, i) => barRow(bar, i * ROW_HEIGHT, (WIDTH - LABEL_WIDTH - COUNT_WIDTH) / longest))}
  </svg>`;
}

function barRow(bar: Bar, top: number, pixelsPerCount: number): Markup {
  let x = LABEL_WIDTH;
  const rects = bar.parts.map(({ className, title, count }) => {
    const width = count * pixelsPerCount;
    const rect = html`<rect
      class="${className}"
      x="${tenth(x)}"
      y="${top + 5}"
      width="${tenth(width)}"
      height="16"
    >
      <title>${title}: ${formatCount(count)}</title>
    </rect>`;
    x += width;
    return rect;
  });
  return html`<text class="bar-label" x="${LABEL_WIDTH - 10}" y="${top + 17}" text-anchor="end"
      >${bar.label}</text
    >
    ${rects}
    <text class="bar-count" x="${tenth(x + 7)}" y="${top + 17}">${formatCount(totalOf(bar))}</text>`;
}

function totalOf({ parts }: Bar): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}

function tenth(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
