import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProfile } from '@genesis/detection';
import { evaluate, prepareMaterial, readLabels } from '@genesis/evaluation';
import { openSource } from '@genesis/ingest';
import { runProfile } from '../../libs/evaluation/src/evaluating/run-profile.js';
import { RecordedSource } from '@genesis/evaluation';

const DATA = '../shared/data/bench';
const SCORE = '../shared/tools/score.py';
const SETS = ['AAPL_2012-06-21', 'BTCUSD_PERP_2024-08-08'];
const hasPython = spawnSync('python3', ['--version']).status === 0;
const maybe =
  hasPython && existsSync(SCORE) && SETS.every((name) => existsSync(`${DATA}/${name}.labels.jsonl`));

(maybe ? describe : describe.skip)('the scoring agrees with score.py', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'genesis-score-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(SETS)('to the last digit on %s', async (name) => {
    const [csv, labels] = [`${DATA}/${name}.bench.csv.gz`, `${DATA}/${name}.labels.jsonl`];
    for (const profile of [createProfile('seed'), createProfile('calibrated')]) {
      const request = { source: await openSource([csv]), labels: await readLabels(labels) };
      const { book } = await prepareMaterial(request);
      const { alerts } = await runProfile(new RecordedSource(book, name), profile);
      const [written, scored] = [join(folder, 'alerts.jsonl'), join(folder, 'score.json')];
      writeFileSync(written, alerts.map((alert) => `${JSON.stringify(alert)}\n`).join(''));
      const { status, stderr } = spawnSync('python3', [
        SCORE,
        labels,
        written,
        '--csv',
        csv,
        '--json',
        scored,
      ]);
      expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
      const { profiles } = await evaluate({ ...request, profiles: [profile] });
      expect(profiles[0].score).toEqual(JSON.parse(readFileSync(scored, 'utf8')));
    }
  });
});
