import { importsOf, resolveRelative, type SourceText } from './source-imports.js';

/** Import cycles among the sources by relative imports, each as `a → b → a`, found once. */
export function findCycles(sources: readonly SourceText[]): string[] {
  const targets = new Map(
    sources.map((source) => [
      source.file,
      importsOf(source).flatMap((entry) => resolveRelative(entry) ?? []),
    ]),
  );
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(file);
    if (seenAt >= 0) cycles.push([...trail.slice(seenAt), file].join(' → '));
    if (seenAt >= 0 || finished.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...trail, file]);
    finished.add(file);
  };
  for (const { file } of sources) visit(file, []);
  return cycles;
}
