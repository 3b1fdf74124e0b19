import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readRegimeParameters, type RegimeParameters } from '@genesis/clustering';
import { type ProfileName } from '@genesis/contracts';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';

/** Of the file's layout and of what its numbers mean: another one is not read. */
const FORMAT = 1;
const WRITE_AFTER_MS = 1_000;
/** Turns the file off. */
const NO_FILE = 'off';

interface RegimeFile {
  readonly format: number;
  /** Features differ by profile, and so do models. */
  readonly profile: ProfileName;
  readonly models: Readonly<Record<string, RegimeParameters>>;
}

/**
 * The trained models on disk, so that the next start knows what this one learnt. Read once, at the start: a run works from those
 * models whatever is written meanwhile. A file that cannot be used is told and costs what it held, not the start.
 */
@Injectable()
export class RegimeStore implements OnApplicationShutdown {
  /** By symbol, as the file had them at the start. */
  readonly start: ReadonlyMap<string, RegimeParameters>;
  readonly #logger = new Logger(RegimeStore.name);
  readonly #models: Map<string, RegimeParameters>;
  readonly #path: string | null;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly settings: Settings) {
    this.#path = settings.regimeFile === NO_FILE ? null : settings.regimeFile;
    this.start = this.#path === null ? new Map() : this.#read(this.#path);
    this.#models = new Map(this.start);
  }

  /** Keeps a model; the file has it a second later. */
  put(symbol: string, model: RegimeParameters): void {
    this.#models.set(symbol, model);
    if (this.#path !== null) this.#timer ??= setTimeout(() => this.#beginWriting(), WRITE_AFTER_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.#timer !== null) this.#beginWriting();
    await this.#writing;
  }

  #beginWriting(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const path = this.#path;
    if (path !== null) this.#writing = this.#writing.then(() => this.#write(path));
  }

  /** Whole or not at all: a reader never finds half a file. */
  async #write(path: string): Promise<void> {
    const models = Object.fromEntries(this.#models);
    const file: RegimeFile = { format: FORMAT, profile: this.settings.detectionProfile, models };
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.part`, `${JSON.stringify(file)}\n`);
      await rename(`${path}.part`, path);
    } catch (error) {
      this.#logger.warn(
        `REGIME_FILE=${path} cannot be written: ${textOf(error)}; the next start begins without`,
      );
    }
  }

  #read(path: string): Map<string, RegimeParameters> {
    try {
      return this.#parse(readFileSync(path, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.#logger.warn(`REGIME_FILE=${path} is not used: ${textOf(error)}; regimes are learnt anew`);
      return new Map();
    }
  }

  #parse(text: string): Map<string, RegimeParameters> {
    const file = JSON.parse(text) as Partial<RegimeFile> | null;
    if (file?.format !== FORMAT)
      throw new Error(`format ${String(file?.format)}; this program reads ${FORMAT}`);
    const { detectionProfile } = this.settings;
    if (file.profile !== detectionProfile)
      throw new Error(
        `it holds models of profile ${String(file.profile)}, DETECTION_PROFILE is ${detectionProfile}`,
      );
    const models = Object.entries(file.models ?? {});
    return new Map(models.map(([symbol, model]) => [symbol, readRegimeParameters(model)]));
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
