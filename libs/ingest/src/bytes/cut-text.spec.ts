import { cutText } from './cut-text.js';

describe('cutText', () => {
  it('keeps what is short and printable, and cuts the rest at 80 characters', () => {
    expect(cutText('Größe 10 €')).toBe('Größe 10 €');
    expect(cutText('x'.repeat(80))).toBe('x'.repeat(80));
    expect(cutText('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`);
    expect(cutText('\u0007'.repeat(40))).toHaveLength(80);
  });

  it('makes one printable line of what holds control characters', () => {
    expect(cutText('a\rb\x1b[31mc\x07\nd\u2028e\u202ef')).toBe(
      'a\\x0db\\x1b[31mc\\x07\\x0ad\\u{2028}e\\u{202e}f',
    );
  });
});
