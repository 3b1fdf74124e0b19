import { type ProfileName, type SignalType } from '@genesis/contracts';
import { type SettingOverrides } from '@genesis/detection';
import { injectedMaterial, type Material, RecordedBook, tune, type Tuning } from '@genesis/evaluation';

/** What a preview works on; plain data, so that it can be handed to another thread. */
export interface PreviewTask {
  readonly symbol: string;
  /** `rowCount` rows one after the other, see snapshot-layout.ts, and room for more. */
  readonly rows: Float64Array<ArrayBuffer>;
  readonly rowCount: number;
  /** See trade-columns.ts; `row` counts from the first of the rows. */
  readonly trades: Float64Array<ArrayBuffer>;
  readonly tradeCount: number;
  readonly profile: ProfileName;
  readonly detector: SignalType;
  readonly param: string;
  readonly values: readonly number[];
  /** What the symbol is judged by otherwise. */
  readonly overrides: SettingOverrides;
  /** How many times episodes are laid over the rows. */
  readonly rounds: number;
}

/** As dense as the injector goes: a few minutes are to show episodes of each type. */
const EPISODES_PER_HOUR = 240;
const SEED = 1;

/** As `genesis tune` does it. */
export function runPreview(task: PreviewTask): Promise<Tuning> {
  const { profile, detector, param, values, overrides } = task;
  return tune({
    material: materialOf(task),
    profile,
    detector,
    param,
    values,
    overrides: { detectors: overrides },
  });
}

function materialOf(task: PreviewTask): Material {
  const book = bookOf(task);
  if (task.rounds === 0) return { book, stretches: [], labelsGiven: false, unobservable: {}, unplaced: {} };
  return injectedMaterial(book, { seed: SEED, episodesPerHour: EPISODES_PER_HOUR }, task.rounds);
}

function bookOf({ symbol, rows, rowCount, trades, tradeCount }: PreviewTask): RecordedBook {
  const book = new RecordedBook(symbol);
  book.rows = rows;
  book.length = rowCount;
  for (let row = 0; row < book.length; row++) book.positions.push(0);
  book.trades.values = trades;
  book.trades.length = tradeCount;
  return book;
}
