import {
  type DetectorParameter,
  type DetectorPreview,
  type PreviewedChange,
  type PreviewStep,
  type TunableDetectorReport,
} from '@genesis/contracts';
import { boundsText, isWithin, overridesOf } from '@genesis/detection';
import { type RecordedBook, type TunedAlert, type TuneStep, type Tuning } from '@genesis/evaluation';
import { secondsFromMicros } from '@genesis/market';
import {
  BadRequestException,
  type BeforeApplicationShutdown,
  ConflictException,
  Injectable,
  ServiceUnavailableException,
} from '@nestjs/common';
import { InstrumentsService } from '../../analytics/instruments.service.js';
import { quoted } from '../../http/quoted.js';
import { requireOrdered } from '../../http/require-ordered.js';
import { DetectionSettings } from '../detection-settings.service.js';
import { type PreviewDto, valuesOf } from '../dto/preview.dto.js';
import { PreviewRows, type PreviewWindow } from './preview-rows.service.js';
import { type PreviewTask } from './preview-task.js';
import { PreviewStoppedError, previewInThread } from './preview-thread.js';

/** Detectors say nothing before as many snapshots. */
const FEWEST_ROWS = 301;
const LONGEST_MS = 120_000;
const NAMED_ALERTS = 50;
const DEFAULT_MINUTES = 15;
const DEFAULT_ROUNDS = 1;

/** Tries other values of a setting beside the stream: one preview at a time, in a thread of its own. */
@Injectable()
export class PreviewService implements BeforeApplicationShutdown {
  #running: AbortController | null = null;

  constructor(
    private readonly detection: DetectionSettings,
    private readonly instruments: InstrumentsService,
    private readonly rows: PreviewRows,
  ) {}

  beforeApplicationShutdown(): void {
    this.#running?.abort();
  }

  /**
   * @throws 400 for what cannot be tried, 404 for an unknown symbol, 409 while another one is at work or where there are
   * too few rows, 503 for one that took too long
   */
  async preview(report: TunableDetectorReport, request: PreviewDto): Promise<DetectorPreview> {
    const parameter = requireParameter(report, request.param);
    const values = requireValues(report, parameter, request);
    requireOrdered(request.from, request.to);
    const symbol = this.#symbol(request.symbol);
    if (this.#running !== null)
      throw new ConflictException(['another preview is at work; try again when it is done']);
    const stop = new AbortController();
    this.#running = stop;
    try {
      const { minutes = DEFAULT_MINUTES } = request;
      const window = await this.rows.read(symbol, { ...request, minutes });
      requireEnough(window.book);
      const shown = windowOf(window);
      const task = this.#task(report, request, values, window.book);
      const tuning = await within(LONGEST_MS, stop, () => previewInThread(task, stop.signal));
      const configuration = this.detection.profile.configurationOf(symbol);
      return { ...headOf(report, parameter), symbol, configuration, window: shown, ...resultOf(tuning) };
    } finally {
      this.#running = null;
    }
  }

  /** @throws 400 where there are several and none is named, 404 */
  #symbol(symbol: string | undefined): string {
    if (symbol !== undefined) {
      this.instruments.requireKnown(symbol);
      return symbol;
    }
    const known = this.instruments.symbols();
    if (known.length === 1) return known[0];
    throw new BadRequestException([
      `symbol must be one of ${known.join(', ') || 'those that are known: none yet'}`,
    ]);
  }

  #task(
    { type }: TunableDetectorReport,
    request: PreviewDto,
    values: readonly number[],
    book: RecordedBook,
  ): PreviewTask {
    const { profile } = this.detection;
    return {
      symbol: book.symbol,
      rows: book.rows,
      rowCount: book.length,
      trades: book.trades.values,
      tradeCount: book.trades.length,
      profile: profile.name,
      detector: type,
      param: request.param,
      values,
      overrides: overridesOf(profile, book.symbol),
      rounds: request.rounds ?? DEFAULT_ROUNDS,
    };
  }
}

function requireParameter(
  { type, profile, parameters }: TunableDetectorReport,
  name: string,
): DetectorParameter {
  const found = parameters.find((parameter) => parameter.name === name);
  if (found !== undefined) return found;
  const known = parameters.map((parameter) => parameter.name).join(', ');
  throw new BadRequestException([
    `param must be a setting of ${type} that can be changed; known are ${known || `none of profile ${profile}`}; got ${quoted(name)}`,
  ]);
}

function requireValues(
  { type }: TunableDetectorReport,
  { name, ...bounds }: DetectorParameter,
  { values, range }: PreviewDto,
): number[] {
  if ((values === undefined) === (range === undefined))
    throw new BadRequestException(['give either values or range, such as {"from": 2, "to": 6, "step": 0.5}']);
  const wanted = values ?? (range === undefined ? [] : valuesOf(range));
  const outside = wanted.filter((value) => !isWithin(value, bounds));
  if (outside.length === 0) return [...new Set(wanted)];
  throw new BadRequestException([
    `values of ${type}.${name} must each be ${boundsText(bounds)}; got ${outside.join(', ')}`,
  ]);
}

function requireEnough({ symbol, length }: RecordedBook): void {
  if (length >= FEWEST_ROWS) return;
  throw new ConflictException([
    `the window has ${length} rows of ${symbol}; detectors are silent before ${FEWEST_ROWS}: ask for a longer one`,
  ]);
}

async function within<T>(ms: number, stop: AbortController, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => stop.abort(), ms);
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PreviewStoppedError)) throw error;
    throw new ServiceUnavailableException([
      `the preview was stopped; one may take ${ms / 1000} s: ask for fewer values, a shorter window or fewer rounds`,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

function headOf(
  { type }: TunableDetectorReport,
  { name, unit }: DetectorParameter,
): Pick<DetectorPreview, 'type' | 'param' | 'unit'> {
  return { type, param: name, unit };
}

function windowOf({ book, keptIn }: PreviewWindow): DetectorPreview['window'] {
  return {
    from: secondsFromMicros(book.tsAt(0)),
    to: secondsFromMicros(book.tsAt(book.length - 1)),
    rows: book.length,
    kept_in: keptIn,
    trades: book.trades.length > 0,
    cut: book.cut,
  };
}

function resultOf({ present, steps }: Tuning): Pick<DetectorPreview, 'present' | 'steps'> {
  return { present, steps: steps.map(stepOf) };
}

function stepOf({ gained, lost, ...figures }: TuneStep): PreviewStep {
  return { ...figures, gained: changeOf(gained), lost: changeOf(lost) };
}

function changeOf(alerts: readonly TunedAlert[]): PreviewedChange {
  return { count: alerts.length, alerts: alerts.slice(0, NAMED_ALERTS) };
}
