import { html, type Markup } from './markup.js';

/** A figure that stands out, and what it is. */
export function figureCard(value: string, caption: string): Markup {
  return html`<div class="card">
    <div class="figure">${value}</div>
    <div class="caption">${caption}</div>
  </div>`;
}
