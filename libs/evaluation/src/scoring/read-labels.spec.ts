import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLabels } from './read-labels.js';

const GOOD =
  '{"id": 0, "type": "SPOOFING", "side": "bid", "start_ts": "2012-06-21 09:32:18.5", "end_ts": "2012-06-21 09:32:19", "difficulty": "hard"}';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'genesis-labels-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function labelsIn(text: string): ReturnType<typeof readLabels> {
  const path = join(folder, 'labels.jsonl');
  writeFileSync(path, text);
  return readLabels(path);
}

describe('readLabels', () => {
  it('reads stamps without a zone as UTC', async () => {
    expect(await labelsIn(`${GOOD}\n\n`)).toEqual([
      {
        id: '0',
        type: 'SPOOFING',
        kind: null,
        side: 'bid',
        start: Date.UTC(2012, 5, 21, 9, 32, 18, 500) / 1000,
        end: Date.UTC(2012, 5, 21, 9, 32, 19) / 1000,
        difficulty: 'hard',
      },
    ]);
  });

  it.each([
    ['', /has no label/],
    [`${GOOD}\n{`, /labels\.jsonl:2: is not JSON/],
    ['{"type": "SPOOFING"}', /:1: has no id or type/],
    [GOOD.replace('2012-06-21 09:32:19', 'noon'), /end_ts is "noon", expected a time/],
    [GOOD.replace('09:32:19', '09:31:19'), /ends before it starts/],
    [`${GOOD}\n${GOOD}`, /two labels with id 0/],
  ])('refuses %j', async (text, problem) => {
    await expect(labelsIn(text)).rejects.toThrow(problem);
  });

  it('says when the file is not there', async () => {
    await expect(readLabels(join(folder, 'none'))).rejects.toThrow(/cannot be read: ENOENT/);
  });
});
