import { FLOORS, LIBS_OF_APP } from './floor-plan.js';
import { importsOf, resolveRelative, type SourceImport, type SourceText } from './source-imports.js';

/** What breaks the floor plan, one line each: file, import and the rule. */
export function findViolations(sources: readonly SourceText[]): string[] {
  return sources.flatMap(importsOf).flatMap((entry) => {
    const rule = brokenRule(entry);
    return rule === null ? [] : [`${entry.from} imports '${entry.specifier}': ${rule}`];
  });
}

/** A folder of the plan: `libs/market`, `apps/cli`. */
interface Place {
  readonly kind: string;
  readonly name: string;
}

function placeOf(path: string): Place | null {
  const found = /^(libs|apps)\/([^/]+)\//.exec(path);
  return found === null ? null : { kind: found[1], name: found[2] };
}

function brokenRule(entry: SourceImport): string | null {
  const home = placeOf(entry.from);
  if (home === null) return null;
  if (home.kind === 'libs' && FLOORS[home.name] === undefined)
    return `libs/${home.name} has no floor in floor-plan.ts`;
  return (
    relativeRule(home, entry) ??
    (home.kind === 'libs' ? libRule(home, entry.specifier) : appRule(home, entry.specifier))
  );
}

function relativeRule(home: Place, entry: SourceImport): string | null {
  const target = resolveRelative(entry);
  if (target === undefined) return null;
  const place = placeOf(target);
  if (place?.kind === home.kind && place.name === home.name) return null;
  // An app may run the migrations of the repository; a lib keeps to its own folder.
  if (home.kind === 'apps' && place === null) return null;
  if (entry.from.endsWith('.spec.ts') && target.startsWith('test/')) return null;
  // Tests of an app may use what a lib keeps for tests, such as its servers.
  if (home.kind === 'apps' && entry.from.endsWith('.spec.ts') && /^libs\/[^/]+\/testing\//.test(target))
    return null;
  if (place?.kind === 'libs') return `another lib is imported by its alias @genesis/${place.name}`;
  return home.kind === 'libs' ? 'a lib never reaches out of its folder' : 'an app never imports another app';
}

function libRule(home: Place, specifier: string): string | null {
  if (specifier.startsWith('@nestjs/')) return 'libs compute, apps connect: no lib imports Nest';
  const lib = libOfAlias(specifier);
  if (lib === null) return null;
  if (specifier !== `@genesis/${lib}`) return `a lib shows its index only: @genesis/${lib}`;
  const floor = FLOORS[lib];
  if (floor === undefined) return `@genesis/${lib} is no lib of the floor plan`;
  if (lib === home.name) return 'a lib imports its own files by relative path';
  if (floor < FLOORS[home.name]) return null;
  return `floor ${FLOORS[home.name]} may not import from floor ${floor}`;
}

function appRule(home: Place, specifier: string): string | null {
  const lib = libOfAlias(specifier);
  if (lib === null) return null;
  if (specifier !== `@genesis/${lib}`) return `a lib shows its index only: @genesis/${lib}`;
  if (FLOORS[lib] === undefined) return `@genesis/${lib} is no lib of the floor plan`;
  const allowed = LIBS_OF_APP[home.name];
  if (allowed === undefined || allowed.includes(lib)) return null;
  return `apps/${home.name} may import ${allowed.map((name) => `libs/${name}`).join(', ')} only`;
}

function libOfAlias(specifier: string): string | null {
  return /^@genesis\/([^/]+)/.exec(specifier)?.[1] ?? null;
}
