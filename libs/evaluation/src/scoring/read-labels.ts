import { readFile } from 'node:fs/promises';
import { parseStamp, UnusableInputError } from '@genesis/ingest';
import { secondsFromMicros } from '@genesis/market';
import { type ScoredLabel } from './scored-label.js';

/**
 * Labels from a file of JSON lines, in the benchmark's format: id, type, side, start_ts, end_ts, difficulty, kind.
 * @throws UnusableInputError naming file, line and what is expected
 */
export async function readLabels(path: string): Promise<ScoredLabel[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UnusableInputError(path, null, `cannot be read: ${(error as Error).message}`);
  });
  const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }));
  const labels = lines
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => parse(line, path, number));
  if (labels.length === 0) throw new UnusableInputError(path, null, 'has no label');
  refuseRepeatedIds(labels, path);
  return labels;
}

function parse(line: string, path: string, number: number): ScoredLabel {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(line) as Record<string, unknown>;
  } catch (error) {
    throw new UnusableInputError(path, number, `is not JSON: ${(error as Error).message}`);
  }
  const { id, type, side, kind, difficulty } = value;
  if ((typeof id !== 'string' && typeof id !== 'number') || typeof type !== 'string') {
    throw new UnusableInputError(path, number, 'has no id or type, expected a label of an episode');
  }
  const [start, end] = [stampOf(value, 'start_ts', path, number), stampOf(value, 'end_ts', path, number)];
  if (end < start) throw new UnusableInputError(path, number, 'ends before it starts');
  return {
    id: String(id),
    type,
    kind: textOrNull(kind),
    side: textOrNull(side),
    start,
    end,
    difficulty: textOrNull(difficulty),
  };
}

function stampOf(value: Record<string, unknown>, field: string, path: string, number: number): number {
  const bytes = Buffer.from(String(value[field]));
  const tsMicros = parseStamp(bytes, 0, bytes.length);
  if (!Number.isNaN(tsMicros)) return secondsFromMicros(tsMicros);
  throw new UnusableInputError(path, number, `${field} is ${JSON.stringify(value[field])}, expected a time`);
}

function refuseRepeatedIds(labels: readonly ScoredLabel[], path: string): void {
  const seen = new Set<string>();
  for (const { id } of labels) {
    if (seen.has(id))
      throw new UnusableInputError(path, null, `has two labels with id ${id}, expected one each`);
    seen.add(id);
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
