import { ScratchFolder } from '../../testing/scratch-folder.js';
import { LineTexts } from './line-texts.js';

const folder = new ScratchFolder();

describe('the lines of a file by number', () => {
  const text = Array.from({ length: 50_000 }, (_, index) => `line ${index + 1}, ${'x'.repeat(index % 40)}`);

  it.each(['l.csv', 'l.csv.gz'])('are what stands in %s, forwards and backwards', async (name) => {
    const content = `${text.join('\r\n')}\n`;
    const path = folder.write(name, content);
    const lines = new LineTexts(path);
    for (const number of [1, 2, 7, 49_999, 50_000, 3, 20_000])
      expect(await lines.at(number)).toBe(text[number - 1]);
    expect(await lines.at(50_001)).toBeNull();
    await lines.close();
  });

  it('are counted past one that is too long', async () => {
    const path = folder.write('long.csv', `a\n${'y'.repeat(3_000_000)}\nc\n`);
    const lines = new LineTexts(path);
    expect(await lines.at(2)).toMatch(/^y{1000,1024}$/);
    expect(await lines.at(3)).toBe('c');
    expect(await lines.at(2)).toMatch(/^y+$/);
    await lines.close();
  });
});
