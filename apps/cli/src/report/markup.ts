/** Text that is HTML (or SVG) already. */
export class Markup {
  constructor(readonly text: string) {}
}

export type MarkupValue = Markup | string | number | readonly Markup[];

/** Template tag: everything put in is escaped, except markup made by this tag. */
export function html(strings: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  const parts = strings.map((text, i) => text + (i < values.length ? render(values[i]) : ''));
  return new Markup(parts.join(''));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(value: MarkupValue): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (character) => ENTITIES[character]);
  if (typeof value === 'number') return String(value);
  return value.map((part) => part.text).join('\n');
}
