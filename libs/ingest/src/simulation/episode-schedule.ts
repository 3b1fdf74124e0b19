import { MICROS_PER_SECOND, type RandomSource } from '@genesis/market';
import { type EpisodeDesk } from './episode-desk.js';
import { DIFFICULTIES, type Difficulty, type EpisodeLabel, type EpisodeParams } from './episode-label.js';
import { type Episode, type EpisodeScript } from './episodes/episode.js';
import { formatStamp } from '../bytes/format-stamp.js';
import { Rotation } from './rotation.js';

/** Nothing is staged before the market has shown its habits. */
export const WARM_UP_SECONDS = 60;
export const WARM_UP_ROWS = 400;
/** From the end of an episode to the beginning of the next one of its symbol, at the least. */
export const LEAST_GAP_SECONDS = 20;

/** When and for whom episodes are staged. */
export interface ScheduleSettings {
  readonly symbol: string;
  readonly scripts: readonly EpisodeScript[];
  readonly startMicros: number;
  /** Infinity for a stream without an end. */
  readonly endMicros: number;
  readonly meanGapSeconds: number;
  readonly leastGapSeconds: number;
  /** Whether an episode may begin now. */
  readonly mayBegin: () => boolean;
}

/** The episode that is on. */
interface Performance {
  readonly script: EpisodeScript;
  readonly difficulty: Difficulty | null;
  readonly episode: Episode;
  /** Row and time of the first action; null until it was shown. */
  start: { readonly row: number; readonly micros: number } | null;
  /** What the last action returned; null while more are to come. */
  params: EpisodeParams | null;
}

/** Stages one episode after the other in a market, and writes their labels. */
export class EpisodeSchedule {
  /** When the agents act next; Infinity for never. */
  dueMicros: number;
  readonly #scripts: Rotation<EpisodeScript>;
  readonly #difficulties = new Map<EpisodeScript, Rotation<Difficulty>>();
  #performance: Performance | null = null;
  #staged = 0;

  constructor(
    readonly desk: EpisodeDesk,
    readonly random: RandomSource,
    readonly settings: ScheduleSettings,
    readonly onLabel: (label: EpisodeLabel) => void,
  ) {
    this.#scripts = new Rotation(settings.scripts, random);
    for (const script of settings.scripts) this.#difficulties.set(script, new Rotation(DIFFICULTIES, random));
    const firstGap = random() * settings.meanGapSeconds;
    const firstDue = settings.startMicros + Math.ceil((WARM_UP_SECONDS + firstGap) * MICROS_PER_SECOND);
    this.dueMicros = settings.scripts.length === 0 ? Infinity : firstDue;
  }

  get staging(): boolean {
    return this.#performance !== null;
  }

  /** Lets the agents act; the market then says in `settle` which row shows it. */
  act(nowMicros: number): void {
    this.desk.nowMicros = nowMicros;
    this.#performance ??= this.#begin();
    if (this.#performance === null) return;
    const { done, value } = this.#performance.episode.actions.next();
    if (done === true) {
      this.#performance.params = value;
    } else {
      this.dueMicros = nowMicros + Math.max(1, Math.round(value));
    }
  }

  /** Takes the row (from 0) that shows the last action, or the newest one if the action changed nothing shown. */
  settle(row: number, tsMicros: number): void {
    const performance = this.#performance;
    if (performance === null) return;
    performance.start ??= { row, micros: tsMicros };
    if (performance.params !== null)
      this.#end(performance, performance.start, performance.params, row, tsMicros);
  }

  #begin(): Performance | null {
    if (this.desk.rowsShown < WARM_UP_ROWS || !this.settings.mayBegin()) {
      this.dueMicros = this.desk.nowMicros + MICROS_PER_SECOND;
      return null;
    }
    const script = this.#nextThatFits();
    if (script === null) {
      this.dueMicros = Infinity;
      return null;
    }
    const difficulty = this.#difficulties.get(script)?.next() ?? 'medium';
    const episode = script.stage(this.desk, difficulty);
    this.desk.flow.gate = episode.gate;
    const shownDifficulty = script.type === 'BENIGN' ? null : difficulty;
    return { script, difficulty: shownDifficulty, episode, start: null, params: null };
  }

  /** The next script that can end before the stream does; null when none of them can. */
  #nextThatFits(): EpisodeScript | null {
    const left = (this.settings.endMicros - this.desk.nowMicros) / MICROS_PER_SECOND;
    if (this.settings.scripts.every((script) => script.longestSeconds > left)) return null;
    let script = this.#scripts.next();
    while (script !== null && script.longestSeconds > left) script = this.#scripts.next();
    return script;
  }

  #end(
    { script, difficulty, episode }: Performance,
    start: { readonly row: number; readonly micros: number },
    params: EpisodeParams,
    row: number,
    tsMicros: number,
  ): void {
    this.onLabel({
      id: `${this.settings.symbol}-${this.#staged++}`,
      symbol: this.settings.symbol,
      type: script.type,
      ...(script.kind === undefined ? {} : { kind: script.kind }),
      side: episode.side,
      start_ts: formatStamp(start.micros),
      end_ts: formatStamp(tsMicros),
      difficulty,
      rows: [start.row, row],
      params,
    });
    this.#performance = null;
    this.desk.flow.gate = null;
    const { meanGapSeconds, leastGapSeconds } = this.settings;
    const beyond = -Math.log(1 - this.random()) * (meanGapSeconds - leastGapSeconds);
    this.dueMicros = tsMicros + Math.ceil((leastGapSeconds + beyond) * MICROS_PER_SECOND);
  }
}
