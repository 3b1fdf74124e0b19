import { existsSync, readFileSync } from 'node:fs';
import { type AnomalyCode, type AnomalyMessage } from '@genesis/contracts';
import { openSource } from '@genesis/ingest';
import { createRowValidator } from '@genesis/validation';

const DATA = '../shared/data';
const withData = existsSync(DATA) ? describe : describe.skip;

/** A fault laid over real data; `line` counts file lines from 1, header included. */
interface FaultLabel {
  readonly fault: string;
  readonly line: number;
  readonly column: string | null;
  readonly detail: string | null;
}

/** Codes that name a labelled fault rightly. */
function rightCodes({ fault, detail }: FaultLabel): readonly AnomalyCode[] {
  if (fault === 'DUPLICATE_TS') return detail === 'whole row repeated' ? ['DUPLICATE_ROW'] : ['DUPLICATE_TS'];
  if (detail === 'locked') return ['LOCKED_BOOK'];
  return [fault as AnomalyCode];
}

async function findingsOf(file: string, batchRows = 1024): Promise<AnomalyMessage[]> {
  const findings: AnomalyMessage[] = [];
  const sink = (anomaly: AnomalyMessage): number => findings.push(anomaly);
  const validator = createRowValidator();
  const source = await openSource([`${DATA}/${file}`], { symbol: 'AAPL', batchRows, trades: 'none' });
  for await (const batch of source.open()) {
    validator.beginBatch(batch);
    for (let row = 0; row < batch.length; row++) validator.validate(batch, row, sink);
    validator.endBatch(batch, sink);
  }
  await source.close();
  return findings;
}

withData('labelled data faults', () => {
  const labels = readLabels();
  let findings: AnomalyMessage[] = [];

  beforeAll(async () => {
    findings = await findingsOf('faults/AAPL_2012-06-21.faults.csv.gz');
  });

  it('are all there: 14 kinds, 12 of each', () => {
    expect(labels).toHaveLength(168);
    expect(new Set(labels.map(({ fault }) => fault)).size).toBe(14);
  });

  it('are all found, at their lines, with the right reason and column', () => {
    const missed = labels.filter(
      (label) =>
        !findings.some(
          ({ line, code, field }) =>
            line === label.line &&
            rightCodes(label).includes(code) &&
            (label.column === null || field === label.column),
        ),
    );
    expect(missed).toEqual([]);
  });

  it('are the only lines that anything is said of', () => {
    const labelled = new Set<number | null>(labels.map(({ line }) => line));
    expect(findings.filter(({ line }) => !labelled.has(line))).toEqual([]);
  });

  it('give each finding an id of its own and a sentence', () => {
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    expect(findings.filter(({ issue }) => issue.length < 20)).toEqual([]);
  });

  it('are the same in batches of another size', async () => {
    expect(await findingsOf('faults/AAPL_2012-06-21.faults.csv.gz', 37)).toEqual(findings);
  });
});

withData('honest data', () => {
  it.each([
    ['l2/AAPL_2012-06-21.csv.gz', []],
    ['l2/BTCUSDT_USDM_2024-08-08.fused.csv.gz', []],
    ['l2/BTCUSD_PERP_2024-08-08.csv.gz', []],
    // Stamps of this feed are distinct for its first 140 rows; the first two shared ones are out of its ordinary.
    ['l2/AAPL_2024-10-21_premarket.csv.gz', ['DUPLICATE_TS', 'DUPLICATE_TS']],
  ])('%s gives the findings %j', async (file, codes) => {
    expect((await findingsOf(file)).map(({ code }) => code)).toEqual(codes);
  });
});

function readLabels(): FaultLabel[] {
  const path = `${DATA}/faults/AAPL_2012-06-21.faults.jsonl`;
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FaultLabel);
}
