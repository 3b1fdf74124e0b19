import { textFrame } from './text-frame.js';

describe('textFrame', () => {
  it.each<[number, number[]]>([
    [0, [0x81, 0]],
    [125, [0x81, 125]],
    [126, [0x81, 126, 0, 126]],
    [65_535, [0x81, 126, 255, 255]],
    [65_536, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
  ])('tells the length of %i bytes as RFC 6455 wants it', (length, head) => {
    const frame = textFrame('x'.repeat(length));
    expect([...frame.subarray(0, head.length)]).toEqual(head);
    expect(frame.subarray(head.length).toString()).toBe('x'.repeat(length));
  });

  it('counts bytes, not characters', () => {
    expect([...textFrame('é')]).toEqual([0x81, 2, 0xc3, 0xa9]);
  });
});
