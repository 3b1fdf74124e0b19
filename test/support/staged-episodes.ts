import { type EpisodeLabel } from '@genesis/ingest';
import { type RecordedRow, type RecordedStream } from './simulated-stream.js';

/** How many rows after an episode are shown with it. */
const FOLLOWING_ROWS = 19;

/** An episode of a recorded stream and the rows that show it. */
export interface StagedEpisode {
  readonly label: EpisodeLabel;
  /** From the first to the last one that the label names. */
  readonly rows: readonly RecordedRow[];
  readonly before: RecordedRow;
  readonly last: RecordedRow;
  readonly following: readonly RecordedRow[];
  readonly figures: Readonly<Record<string, number>>;
}

export function stagedEpisodes(
  stream: RecordedStream,
  wanted: (label: EpisodeLabel) => boolean,
): StagedEpisode[] {
  return stream.labels.filter(wanted).map((label) => {
    const rows = stream.rowsOf.get(label.symbol) ?? [];
    const [first, last] = label.rows;
    return {
      label,
      rows: rows.slice(first, last + 1),
      before: rows[first - 1],
      last: rows[last],
      following: rows.slice(last + 1, last + 1 + FOLLOWING_ROWS),
      figures: label.params as Record<string, number>,
    };
  });
}
