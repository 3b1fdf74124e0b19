import { secondsFromMicros } from '@genesis/market';
import { type SourceTrack } from './source-track.js';

/** Data without an end are made as they are read: farther ahead than an hour would keep everyone waiting. */
const ENDLESS_HORIZON_SECONDS = 3600;

/** Where a seek may go, in epoch seconds; null where the source does not know. */
export function seekBounds(track: SourceTrack): { readonly from: number | null; readonly to: number | null } {
  const { fromMicros, toMicros } = track.description;
  const from = fromMicros === null ? null : secondsFromMicros(fromMicros);
  if (toMicros !== null) return { from, to: secondsFromMicros(toMicros) };
  if (!track.provider.endless) return { from, to: null };
  const reached = track.bookmark.started ? secondsFromMicros(track.bookmark.latestMicros) : (from ?? 0);
  return { from, to: reached + ENDLESS_HORIZON_SECONDS };
}
