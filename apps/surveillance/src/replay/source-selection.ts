import { MODES, type ActiveMode, type Mode } from '@genesis/contracts';
import { type Bookmark } from './bookmark.js';
import { type ModeProvider } from './mode-provider.js';
import { SourceTrack } from './source-track.js';

/** Why a mode is not in use. */
export interface Refusal {
  readonly mode: ActiveMode;
  readonly reason: string;
  /** Whether the mode was asked for, by MODE or by settings of its own. */
  readonly missed: boolean;
}

export interface Selection {
  /** Null where no mode at all gives snapshots. */
  readonly track: SourceTrack | null;
  /** Of the modes that were tried before it, in their order. */
  readonly refusals: readonly Refusal[];
}

/** The modes to try, in order: the one asked for and those after it; AUTO means all. */
export function modeChain(requested: Mode): ActiveMode[] {
  const modes = MODES.filter((mode) => mode !== 'AUTO');
  return requested === 'AUTO' ? modes : modes.slice(modes.indexOf(requested));
}

/** Opens the first mode of `modes` that really gives snapshots, behind its bookmark where it has one. */
export async function selectSource(
  modes: readonly ActiveMode[],
  requested: Mode,
  providers: readonly ModeProvider[],
  bookmarks: ReadonlyMap<ActiveMode, Bookmark>,
): Promise<Selection> {
  const refusals: Refusal[] = [];
  for (const mode of modes) {
    const provider = providers.find((candidate) => candidate.mode === mode);
    const outcome = await tryMode(provider, bookmarks.get(mode));
    if (outcome instanceof SourceTrack) return { track: outcome, refusals };
    refusals.push({ mode, reason: outcome.reason, missed: outcome.configured || mode === requested });
  }
  return { track: null, refusals };
}

async function tryMode(
  provider: ModeProvider | undefined,
  bookmark: Bookmark | undefined,
): Promise<SourceTrack | { readonly reason: string; readonly configured: boolean }> {
  if (provider === undefined) return { reason: 'no such source in this build', configured: false };
  try {
    const availability = await provider.available();
    return availability.ok ? await SourceTrack.start(provider, bookmark) : availability;
  } catch (error) {
    return { reason: messageOf(error), configured: true };
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
