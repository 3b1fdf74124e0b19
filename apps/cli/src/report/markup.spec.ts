import { html } from './markup.js';

describe('html', () => {
  it('escapes whatever is put in', () => {
    expect(html`<b title="${'"x\''}">${'<script>&'}</b>`.text).toBe(
      '<b title="&quot;x&#39;">&lt;script&gt;&amp;</b>',
    );
  });

  it('takes its own markup, one or many, as it is', () => {
    const items = ['a', '<'].map((text) => html`<i>${text}</i>`);
    expect(html`<b>${items}</b>`.text).toBe('<b><i>a</i>\n<i>&lt;</i></b>');
    expect(html`${html`<i>${3}</i>`}`.text).toBe('<i>3</i>');
  });
});
