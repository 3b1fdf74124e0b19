import { type ActiveMode } from '@genesis/contracts';
import { microsFromSeconds, ROW_STRIDE, secondsFromMicros, TS } from '@genesis/market';
import { EventEmitter2 } from '@nestjs/event-emitter';
import fc from 'fast-check';
import { Logger } from '@nestjs/common';
import { type ListedRow, ListSource, type ListSourceOptions } from '../../../../test/support/list-source.js';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { parseSettings } from '../config/parse-settings.js';
import { type Availability, type ModeProvider } from './mode-provider.js';
import { ReplayService } from './replay.service.js';
import { Runtime } from './runtime.js';

const START = 1_700_000_000;

/** Rows of one symbol at these seconds after the start. */
function rowsAt(...seconds: number[]): ListedRow[] {
  return seconds.map((second) => ({ symbol: 'AAA', tsMicros: microsFromSeconds(START + second) }));
}

class ListMode implements ModeProvider {
  availability: Availability = { ok: true };
  source: ListSource;

  constructor(
    readonly mode: ActiveMode,
    rows: readonly ListedRow[],
    options: ListSourceOptions = {},
    readonly endless = false,
  ) {
    this.source = new ListSource(rows, options);
  }

  available(): Promise<Availability> {
    return Promise.resolve(this.availability);
  }

  open(): Promise<ListSource> {
    return Promise.resolve(this.source);
  }
}

class Harness {
  readonly bus = new SurveillanceBus(new EventEmitter2());
  readonly service: ReplayService;
  /** `seconds after the start @ milliseconds after the start of the test`. */
  readonly shown: string[] = [];
  readonly sequences: number[] = [];
  readonly events: string[] = [];
  readonly slices: number[] = [];
  /** Milliseconds after the start of the test. */
  readonly due: (number | null)[] = [];
  readonly #beginMs = performance.now();

  constructor(providers: readonly ModeProvider[], environment: Record<string, string> = {}) {
    const runtime = new Runtime();
    jest.spyOn(runtime, 'random').mockReturnValue(0);
    this.service = new ReplayService(parseSettings(environment), this.bus, runtime, providers);
    this.bus.on('batch', 'test', ({ batch, from, to, dueAtMs }) => {
      this.slices.push(to - from);
      this.due.push(dueAtMs === null ? null : Math.round(10 * (dueAtMs - this.#beginMs)) / 10);
      for (let row = from; row < to; row++) {
        const second = secondsFromMicros(batch.rows[row * ROW_STRIDE + TS]) - START;
        this.shown.push(`${Number(second.toFixed(3))} @ ${Math.round(performance.now() - this.#beginMs)}`);
        this.sequences.push(batch.sequences[row]);
      }
    });
    this.bus.on('stream_reset', 'test', ({ reason }) => this.events.push(`reset ${reason}`));
    this.bus.on('stream_ended', 'test', () => this.events.push('ended'));
    this.bus.on('mode', 'test', ({ from, to }) => this.events.push(`${from ?? 'none'} → ${to}`));
    this.service.start();
  }

  async stop(): Promise<void> {
    const stopped = this.service.beforeApplicationShutdown();
    await jest.advanceTimersByTimeAsync(1000);
    await stopped;
  }
}

describe('ReplayService', () => {
  let harness: Harness;

  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Logger.prototype, 'log').mockImplementation();
    jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    jest.spyOn(Logger.prototype, 'error').mockImplementation();
  });

  afterEach(async () => {
    await harness.stop();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

  describe('pacing', () => {
    it('shows each row at its event time divided by the speed, equal stamps together', async () => {
      const mode = new ListMode('CSV_REPLAY', rowsAt(0, 1, 1, 1, 4, 4.002));
      harness = new Harness([mode], { MODE: 'CSV_REPLAY', REPLAY_SPEED: '2', REPLAY_LOOP: 'false' });
      await pass(3000);
      expect(harness.shown).toEqual(['0 @ 0', '1 @ 500', '1 @ 500', '1 @ 500', '4 @ 2000', '4.002 @ 2001']);
      expect(harness.slices).toEqual([1, 3, 1, 1]);
      expect(harness.service.state()).toMatchObject({
        state: 'ENDED',
        position: START + 4.002,
        snapshots: 6,
      });
      expect(harness.events).toEqual(['reset source', 'none → CSV_REPLAY', 'ended']);
    });

    it('says when a row was really due, also where it had to wait for the next tick', async () => {
      harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 0.0004, 0.0008, 1))], {
        MODE: 'CSV_REPLAY',
      });
      await pass(1200);
      expect(harness.due.slice(0, 3)).toEqual([0, 0.4, 1000]);
      expect(harness.slices.slice(0, 3)).toEqual([1, 2, 1]);
    });

    it('shows the next row after a pause as late as it was ahead, and nothing in between', async () => {
      harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 1, 2))], { MODE: 'CSV_REPLAY' });
      await pass(400);
      expect(harness.service.pause()).toMatchObject({
        state: 'PAUSED',
        next_position: START + 1,
        next_due_in: null,
      });
      await pass(60_000);
      expect(harness.shown).toEqual(['0 @ 0']);
      const resumed = harness.service.resume();
      expect(resumed.state).toBe('PLAYING');
      expect(resumed.next_due_in).toBeCloseTo(0.6, 3);
      await pass(1600);
      expect(harness.shown).toEqual(['0 @ 0', '1 @ 61000', '2 @ 62000']);
    });

    it('changes the speed from where it is', async () => {
      harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 1, 11))], { MODE: 'CSV_REPLAY' });
      await pass(500);
      expect(harness.service.setSpeed(0.1).speed).toBe(0.1);
      await pass(5000);
      expect(harness.shown.at(-1)).toBe('1 @ 5500');
      harness.service.setSpeed(10);
      await pass(1000);
      expect(harness.shown.at(-1)).toBe('11 @ 6500');
    });

    it.each([0, 11, -1, NaN, Infinity, '2', undefined, null])('refuses the speed %p', async (speed) => {
      harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 1))], { MODE: 'CSV_REPLAY' });
      await pass(1);
      expect(() => harness.service.setSpeed(speed as number)).toThrow(
        expect.objectContaining({
          response: expect.objectContaining({
            message: [expect.stringContaining('speed must be a number from 0.1 to 10')],
          }),
        }),
      );
      expect(harness.service.state().speed).toBe(1);
    });

    it('holds nothing up for a stamp that is far ahead of those around it, nor for a late one', async () => {
      harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 9000, 0.1, 0.05, 0.2))], {
        MODE: 'CSV_REPLAY',
        REPLAY_LOOP: 'false',
      });
      await pass(1000);
      expect(harness.shown).toEqual(['0 @ 0', '9000 @ 100', '0.1 @ 100', '0.05 @ 100', '0.2 @ 200']);
    });

    it('goes on from where it is after a stall, instead of pouring out what it missed', async () => {
      harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 1, 2, 3, 4, 5, 6), { batchRows: 10 })], {
        MODE: 'CSV_REPLAY',
      });
      await pass(10);
      // The process sleeps for 4.5 s: the clock moves on and no timer fires.
      const frozen = performance.now() + 4490;
      jest.spyOn(performance, 'now').mockImplementation(() => frozen);
      await pass(1000);
      expect(harness.slices).toEqual([1, 1]);
      expect(harness.service.trouble()).toMatchObject({ lagResets: 1, secondsSinceLagReset: 0 });
    });
  });

  describe('loop, seek and step', () => {
    it('starts again from the beginning, and says so', async () => {
      harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 1))], { MODE: 'CSV_REPLAY' });
      await pass(1500);
      expect(harness.events).toEqual(['reset source', 'none → CSV_REPLAY', 'ended', 'reset loop']);
      expect(harness.shown.slice(0, 3)).toEqual(['0 @ 0', '1 @ 1000', '0 @ 1001']);
      expect(harness.service.state().loops_completed).toBe(1);
    });

    it.each([[[0]], [[0, 0, 0]], [[0, 0.2]]])('shows data of %j s once a second', async (seconds) => {
      const mode = new ListMode('CSV_REPLAY', rowsAt(...seconds));
      harness = new Harness([mode], { MODE: 'CSV_REPLAY' });
      await pass(3500);
      expect(harness.service.state()).toMatchObject({ loops_completed: 4, snapshots: 4 * seconds.length });
    });

    it('goes to the first row at or after the time, also while paused', async () => {
      harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 1, 2, 3, 4, 5))], { MODE: 'CSV_REPLAY' });
      await pass(100);
      harness.service.pause();
      const sought = harness.service.seek(START + 2.5);
      await pass(10);
      expect(await sought).toMatchObject({ state: 'PAUSED', position: null });
      expect(harness.service.state().next_position).toBe(START + 3);
      harness.service.resume();
      await pass(10);
      expect(harness.shown.map((entry) => entry.split(' ')[0])).toEqual(['0', '3']);
      expect(harness.events.at(-1)).toBe('reset seek');
      expect(harness.sequences).toEqual([1, 4]);
    });

    it.each([START - 1, START + 6, NaN, 'x'])(
      'refuses to go to %p and stays where it is',
      async (timestamp) => {
        harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 1, 5))], { MODE: 'CSV_REPLAY' });
        await pass(100);
        await expect(harness.service.seek(timestamp as number)).rejects.toMatchObject({
          response: { message: [expect.stringContaining(`from ${START} to ${START + 5}`)] },
        });
        await pass(1000);
        expect(harness.shown).toEqual(['0 @ 0', '1 @ 1000']);
      },
    );

    it('shows exactly as many rows as asked for, over batches and the loop', async () => {
      harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 1, 2, 3, 4, 5))], { MODE: 'CSV_REPLAY' });
      await pass(100);
      harness.service.pause();
      const slicesBefore = harness.due.length;
      for (const [count, last] of [
        [1, 1],
        [3, 4],
        [4, 2],
      ] as const) {
        const before = harness.shown.length;
        const stepped = harness.service.step(count);
        await pass(10);
        expect(await stepped).toMatchObject({ state: 'PAUSED', position: START + last });
        expect(harness.shown.length - before).toBe(count);
      }
      // Stepped rows are no samples of latency.
      expect(new Set(harness.due.slice(slicesBefore))).toEqual(new Set([null]));
      harness.service.resume();
      await pass(1010);
      expect(harness.shown.at(-1)).toMatch(/^3 @/);
    });

    it('refuses to step while playing, and twice at once', async () => {
      harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 1))], { MODE: 'CSV_REPLAY' });
      await pass(1);
      await expect(harness.service.step(1)).rejects.toMatchObject({ status: 409 });
      harness.service.pause();
      const first = harness.service.step(1);
      await expect(harness.service.step(1)).rejects.toMatchObject({ status: 409 });
      await pass(10);
      await first;
    });

    it('plays again when a seek follows the end', async () => {
      harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 1))], {
        MODE: 'CSV_REPLAY',
        REPLAY_LOOP: 'false',
      });
      await pass(2000);
      expect(harness.service.state().state).toBe('ENDED');
      const sought = harness.service.seek(START + 1);
      await pass(0);
      await sought;
      await pass(10);
      expect(harness.shown.map((entry) => entry.split(' ')[0])).toEqual(['0', '1', '1']);
    });
  });

  describe('failing sources', () => {
    const tries = { SOURCE_RETRY_LIMIT: '2', SOURCE_RETRY_BASE_MS: '100', SOURCE_PROBE_SECONDS: '5' };

    it('goes on behind the last row shown after a failure, equal stamps included', async () => {
      let failures = 2;
      const mode = new ListMode('CSV_REPLAY', rowsAt(0, 1, 1, 1, 1, 1, 2), {
        batchRows: 2,
        beforeRow: (index) => {
          if (index === 4 && failures-- > 0) throw new Error('list:5: cut off');
        },
      });
      harness = new Harness([mode], { MODE: 'CSV_REPLAY', REPLAY_LOOP: 'false', ...tries });
      await pass(4000);
      expect(harness.sequences).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(harness.events).toEqual(['reset source', 'none → CSV_REPLAY', 'ended']);
    });

    it('skips nothing and shows nothing twice, wherever and however often the source fails', async () => {
      const gaps = fc.array(fc.constantFrom(0, 0, 0.01, 0.3), { minLength: 1, maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(
          gaps,
          fc.integer({ min: 1, max: 7 }),
          fc.array(fc.nat(40)),
          async (steps, batchRows, breaks) => {
            let second = 0;
            const rows = rowsAt(...steps.map((step) => (second += step)));
            const left = [...breaks];
            const beforeRow = (index: number): void => {
              const at = left.indexOf(index);
              if (at !== -1) throw new Error(`list:${left.splice(at, 1)[0]}: cut off`);
            };
            const mode = new ListMode('CSV_REPLAY', rows, { batchRows, beforeRow });
            const environment = { MODE: 'CSV_REPLAY', REPLAY_LOOP: 'false', SOURCE_RETRY_LIMIT: '100' };
            harness = new Harness([mode], environment);
            await pass(600_000);
            expect(harness.sequences).toEqual(rows.map((_, index) => index + 1));
            expect(harness.service.state().state).toBe('ENDED');
            await harness.stop();
          },
        ),
        { numRuns: 60 },
      );
    });

    it('hands over to the next mode after too many tries, and takes the first one back when it returns', async () => {
      let broken = true;
      const csv = new ListMode('CSV_REPLAY', rowsAt(0, 1, 2, 3), {
        batchRows: 1,
        beforeRow: (index) => {
          if (index === 2 && broken) throw new Error('list:3: cut off');
        },
      });
      const simulation = new ListMode('SIMULATION', rowsAt(100, 101, 102, 103, 104, 105, 106, 107), {}, true);
      harness = new Harness([csv, simulation], { MODE: 'CSV_REPLAY', ...tries });
      await pass(2000);
      expect(harness.events.slice(1)).toEqual([
        'none → CSV_REPLAY',
        'reset source',
        'CSV_REPLAY → SIMULATION',
      ]);
      expect(harness.service.state()).toMatchObject({
        mode: 'SIMULATION',
        degraded: true,
        notices: ['CSV_REPLAY is not in use: list:3: cut off'],
      });
      await pass(4000);
      expect(harness.service.state().mode).toBe('SIMULATION');
      broken = false;
      await pass(5000);
      expect(harness.events).toContain('SIMULATION → CSV_REPLAY');
      expect(harness.service.state()).toMatchObject({ mode: 'CSV_REPLAY', degraded: false, notices: [] });
      const fromCsv = harness.shown
        .map((entry) => Number(entry.split(' ')[0]))
        .filter((second) => second < 100);
      expect(fromCsv.slice(0, 4)).toEqual([0, 1, 2, 3]);
    });

    it('says so while it waits to try again', async () => {
      let broken = true;
      const csv = new ListMode('CSV_REPLAY', rowsAt(0, 1, 2), {
        batchRows: 1,
        beforeRow: (index) => {
          if (index === 1 && broken) throw new Error('list:2: cut off');
        },
      });
      harness = new Harness([csv], { MODE: 'CSV_REPLAY', ...tries });
      await pass(10);
      const retrying = 'try 1 of 2 follows: list:2: cut off';
      expect(harness.service.trouble().retrying).toBe(retrying);
      expect(harness.service.state().notices).toEqual([`the source failed; ${retrying}`]);
      broken = false;
      await pass(1100);
      expect(harness.service.trouble().retrying).toBeNull();
      expect(harness.service.state()).toMatchObject({ state: 'PLAYING', notices: [] });
    });

    it('does not count a seek as a try, and makes the tries that are left', async () => {
      let broken = true;
      const csv = new ListMode('CSV_REPLAY', rowsAt(0, 1, 2, 3), {
        batchRows: 1,
        beforeRow: (index) => {
          if (index >= 1 && broken) throw new Error('list:2: cut off');
        },
      });
      const simulation = new ListMode('SIMULATION', rowsAt(0, 1), {}, true);
      harness = new Harness([csv, simulation], { MODE: 'CSV_REPLAY', ...tries });
      await pass(10);
      for (let i = 0; i < 10; i++) {
        const sought = expect(harness.service.seek(START + 2)).rejects.toMatchObject({ status: 409 });
        await pass(1);
        await sought;
      }
      expect(harness.service.state().mode).toBe('CSV_REPLAY');
      broken = false;
      await pass(5000);
      expect(harness.service.state()).toMatchObject({ mode: 'CSV_REPLAY', degraded: false });
    });

    it('refuses a seek that waits while the mode changes, instead of making it in other data', async () => {
      let open = (): void => undefined;
      const csv = new ListMode('CSV_REPLAY', rowsAt(0, 1, 2), {
        batchRows: 1,
        beforeRow: (index) => {
          if (index === 1) throw new Error('list:2: cut off');
        },
      });
      const simulation = new ListMode('SIMULATION', rowsAt(0, 1, 2), {}, true);
      jest
        .spyOn(simulation, 'available')
        .mockImplementation(() => new Promise((resolve) => (open = () => resolve({ ok: true }))));
      harness = new Harness([csv, simulation], { MODE: 'CSV_REPLAY', SOURCE_RETRY_LIMIT: '0' });
      await pass(100);
      const sought = expect(harness.service.seek(START + 2)).rejects.toMatchObject({
        status: 409,
        response: { message: ['the source changed; look at its span and try again'] },
      });
      open();
      await pass(10);
      await sought;
      expect(harness.service.state().mode).toBe('SIMULATION');
      expect(harness.events).not.toContain('reset seek');
    });

    it('counts as failed when there is nothing at all, and starts when something comes', async () => {
      const csv = new ListMode('CSV_REPLAY', rowsAt(0, 1));
      csv.availability = { ok: false, reason: 'a.csv: does not exist', configured: true };
      harness = new Harness([csv], { MODE: 'CSV_REPLAY', ...tries });
      await pass(10);
      expect(harness.service.state()).toMatchObject({ state: 'FAILED', degraded: true, source: 'none' });
      csv.availability = { ok: true };
      await pass(5000);
      expect(harness.service.state()).toMatchObject({ state: 'PLAYING', degraded: false });
    });

    it('treats a source without a single row as failed', async () => {
      const simulation = new ListMode('SIMULATION', rowsAt(0, 1), {}, true);
      harness = new Harness([new ListMode('CSV_REPLAY', []), simulation], { MODE: 'CSV_REPLAY', ...tries });
      await pass(10);
      expect(harness.service.state()).toMatchObject({
        mode: 'SIMULATION',
        notices: ['CSV_REPLAY is not in use: list: holds no usable snapshot'],
      });
    });
  });

  describe('choice of mode', () => {
    const simulation = (): ListMode => new ListMode('SIMULATION', rowsAt(0, 1), {}, true);

    it('takes the simulation when nothing else was asked for, and is not degraded', async () => {
      const csv = new ListMode('CSV_REPLAY', rowsAt(0));
      csv.availability = { ok: false, reason: 'CSV_PATH is not set', configured: false };
      harness = new Harness([csv, simulation()]);
      await pass(10);
      expect(harness.service.state()).toMatchObject({
        mode: 'SIMULATION',
        requested_mode: 'AUTO',
        degraded: false,
      });
      expect(harness.service.state().notices).toEqual([
        'DB_REPLAY is not in use: no such source in this build',
        'CSV_REPLAY is not in use: CSV_PATH is not set',
      ]);
    });

    it('is degraded when files were named that cannot be read', async () => {
      const csv = new ListMode('CSV_REPLAY', rowsAt(0));
      csv.availability = { ok: false, reason: 'a.csv: does not exist', configured: true };
      harness = new Harness([csv, simulation()]);
      await pass(10);
      expect(harness.service.state()).toMatchObject({ mode: 'SIMULATION', degraded: true });
    });

    it('falls from a mode that there is no provider for to the next one', async () => {
      harness = new Harness([new ListMode('CSV_REPLAY', rowsAt(0, 1)), simulation()], { MODE: 'DB_REPLAY' });
      await pass(10);
      expect(harness.service.state()).toMatchObject({
        mode: 'CSV_REPLAY',
        degraded: true,
        notices: ['DB_REPLAY is not in use: no such source in this build'],
      });
    });

    it('prefers a database source once there is one', async () => {
      harness = new Harness([simulation(), new ListMode('DB_REPLAY', rowsAt(0, 1))]);
      await pass(10);
      expect(harness.service.state()).toMatchObject({ mode: 'DB_REPLAY', degraded: false, notices: [] });
    });
  });
});
