import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../usage.error.js';
import { partPathOf } from './output-file.js';

/** A file that a command is asked to write, and the argument that names it. */
export interface NamedOutput {
  readonly argument: string;
  readonly path: string;
}

/** Refuses outputs that would overwrite an input or each other. @throws UsageError */
export function checkOutputPaths(inputs: readonly string[], outputs: readonly NamedOutput[]): void {
  const taken = new Map(inputs.map((input) => [realPath(input), `the input ${input}`]));
  for (const { argument, path } of outputs) {
    for (const written of [path, partPathOf(path)]) {
      const owner = taken.get(realPath(written));
      if (owner !== undefined) throw new UsageError(`${argument} ${path}: would overwrite ${owner}`);
    }
    taken.set(realPath(path), `${argument} ${path}`);
  }
}

/** Refuses an output that is there already, unless it may be replaced. @throws UsageError */
export function refuseOverwriting(outputs: readonly NamedOutput[], force: true | undefined): void {
  const there = force ? undefined : outputs.find(({ path }) => existsSync(path));
  if (there === undefined) return;
  throw new UsageError(`${there.argument} ${there.path} exists, expected a new file or --force`);
}

/** Refuses an input that is named twice: its rows would count once. @throws UsageError */
export function checkInputPaths(inputs: readonly string[]): void {
  const seen = new Set<string>();
  for (const input of inputs) {
    const real = realPath(input);
    if (seen.has(real)) throw new UsageError(`the input ${input} is given twice`);
    seen.add(real);
  }
}

/** The path with links resolved, as far as it exists. */
function realPath(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const folder = dirname(absolute);
  return folder === absolute ? absolute : join(realPath(folder), basename(absolute));
}
