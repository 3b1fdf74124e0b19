import { ListSource } from '../../../../test/support/list-source.js';
import { type ModeProvider } from './mode-provider.js';
import { PacedPlayer } from './paced-player.js';
import { PacingClock } from './pacing-clock.js';
import { PlaybackControl } from './playback-control.js';
import { type Runtime } from './runtime.js';
import { SourceTrack } from './source-track.js';

const FIRST_MICROS = 1_700_000_000_000_000;

describe('PacedPlayer', () => {
  it('gives everybody else a turn between two slices, also where it is always behind', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ symbol: 'A', tsMicros: FIRST_MICROS + i * 1000 }));
    const provider: ModeProvider = {
      mode: 'CSV_REPLAY',
      endless: false,
      available: () => Promise.resolve({ ok: true }),
      open: () => Promise.resolve(new ListSource(rows)),
    };
    let nowMs = 0;
    let turns = 0;
    const turnsAtSlices: number[] = [];
    const sizes: number[] = [];
    const player = new PacedPlayer(
      new PlaybackControl(new PacingClock(1)),
      { nowMs: () => nowMs } as Runtime,
      60_000,
      ({ from, to }) => {
        turnsAtSlices.push(turns);
        sizes.push(to - from);
        // A slice of a row takes as long as three rows are apart.
        nowMs += 3;
      },
    );
    const spin = (): void => {
      turns++;
      turning = setImmediate(spin);
    };
    let turning = setImmediate(spin);
    expect(await player.play(await SourceTrack.start(provider))).toBe('ended');
    clearImmediate(turning);

    expect(sizes.slice(0, 3)).toEqual([1, 3, 3]);
    expect(turnsAtSlices).toEqual([...new Set(turnsAtSlices)]);
  });
});
