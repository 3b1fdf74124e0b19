import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findAmbientCalls } from './find-ambient-calls.js';
import { findCycles } from './find-cycles.js';
import { findViolations } from './find-violations.js';
import { FLOORS } from './floor-plan.js';
import { importsOf, readSources, type SourceText } from './source-imports.js';

const ROOT = join(__dirname, '..', '..');

describe('the floor plan', () => {
  it('is kept by every import of libs and apps', () => {
    const sources = readSources(ROOT, ['libs', 'apps'], true);
    expect(sources.length).toBeGreaterThan(50);
    expect(findViolations(sources)).toEqual([]);
  });

  it('knows every lib', () => {
    const libs = readdirSync(join(ROOT, 'libs'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(libs.map((lib) => lib.name).filter((name) => FLOORS[name] === undefined)).toEqual([]);
  });

  it.each(readdirSync(join(ROOT, 'libs')).filter((lib) => existsSync(join(ROOT, 'libs', lib, 'src'))))(
    'has no import cycle inside libs/%s',
    (lib) => {
      expect(findCycles(readSources(ROOT, [`libs/${lib}`], true))).toEqual([]);
    },
  );

  it('has no clock and no unseeded chance in libs', () => {
    expect(readSources(ROOT, ['libs'], false).flatMap(findAmbientCalls)).toEqual([]);
  });
});

describe('the test of the floor plan can fail', () => {
  const source = (file: string, text: string): SourceText => ({ file, text });

  it.each([
    [
      'a lower floor importing a higher',
      'libs/market/src/a.ts',
      "import { x } from '@genesis/alerts';",
      /floor 0 may not import from floor 4/,
    ],
    [
      'an equal floor',
      'libs/detection/src/a.ts',
      "import { x } from '@genesis/clustering';",
      /floor 3 may not import from floor 3/,
    ],
    [
      'a type import',
      'libs/contracts/src/a.ts',
      "import { type Side } from '@genesis/market';",
      /floor 0 may not/,
    ],
    ['a re-export', 'libs/market/src/a.ts', "export * from '@genesis/contracts';", /floor 0 may not/],
    ['a dynamic import', 'libs/market/src/a.ts', "await import('@genesis/pipeline');", /floor 0 may not/],
    ['a type query', 'libs/market/src/a.ts', "type X = import('@genesis/pipeline').X;", /floor 0 may not/],
    ['a require', 'libs/market/src/a.ts', "const x = require('@genesis/pipeline');", /floor 0 may not/],
    [
      'Nest in a lib',
      'libs/alerts/src/a.ts',
      "import { Injectable } from '@nestjs/common';",
      /no lib imports Nest/,
    ],
    [
      'a deep path into a lib',
      'libs/alerts/src/a.ts',
      "import '../../market/src/units.js';",
      /by its alias @genesis\/market/,
    ],
    [
      'a deep alias',
      'libs/alerts/src/a.ts',
      "import '@genesis/market/src/units.js';",
      /shows its index only/,
    ],
    ['a lib that imports itself', 'libs/alerts/src/a.ts', "import '@genesis/alerts';", /by relative path/],
    [
      'a lib that imports an app',
      'libs/alerts/src/a.ts',
      "import '../../../apps/cli/src/x.js';",
      /out of its folder/,
    ],
    [
      'an app that imports an app',
      'apps/cli/src/a.ts',
      "import '../../surveillance/src/x.js';",
      /another app/,
    ],
    [
      'an app that takes a deep path',
      'apps/cli/src/a.ts',
      "import '../../../libs/market/src/units.js';",
      /by its alias/,
    ],
    [
      'the dashboard beyond contracts',
      'apps/dashboard/src/a.ts',
      "import '@genesis/market';",
      /may import libs\/contracts only/,
    ],
    ['an unknown lib', 'libs/alerts/src/a.ts', "import '@genesis/nowhere';", /no lib of the floor plan/],
    ['a lib without a floor', 'libs/extra/src/a.ts', "import 'node:fs';", /has no floor/],
  ])('%s is found', (_what, file, text, message) => {
    const violations = findViolations([source(file, text)]);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(message);
    expect(violations[0]).toContain(file);
    expect(violations[0]).toContain(importsOf(source(file, text))[0].specifier);
  });

  it.each([
    ['libs/alerts/src/a.ts', "import { type Detection } from '@genesis/detection';"],
    [
      'libs/alerts/src/a.ts',
      "import { createHash } from 'node:crypto'; import './b.js'; import '../src/c.js';",
    ],
    [
      'apps/surveillance/src/a.ts',
      "import '@genesis/pipeline'; import '@nestjs/common'; import '../../../migrations/1.js';",
    ],
    ['apps/dashboard/src/a.ts', "import { type AlertMessage } from '@genesis/contracts';"],
    ['libs/market/src/a.spec.ts', "import '../../../test/support/book-row.js';"],
    ['apps/cli/src/a.spec.ts', "import '../../../libs/storage/testing/test-database.js';"],
    ['libs/market/src/a.ts', "// import '@genesis/alerts';\nconst text = \"import '@genesis/alerts'\";"],
  ])('what is allowed in %s passes', (file, text) => {
    expect(findViolations([source(file, text)])).toEqual([]);
  });

  it('finds a cycle over three files and names it once', () => {
    const cycles = findCycles([
      source('libs/market/src/a.ts', "import './b.js';"),
      source('libs/market/src/b.ts', "export * from './c.js';"),
      source('libs/market/src/c.ts', "import { type A } from './a.js';"),
      source('libs/market/src/d.ts', "import './a.js'; import './c.js';"),
    ]);
    expect(cycles).toEqual([
      'libs/market/src/a.ts → libs/market/src/b.ts → libs/market/src/c.ts → libs/market/src/a.ts',
    ]);
  });

  it('finds clocks and chance in code, not in comments', () => {
    const text = 'const a = Date.now();\n// Math.random()\nconst f = Math.random;\nnew Date(); new Date(0);';
    expect(findAmbientCalls(source('libs/market/src/a.ts', text))).toEqual([
      'libs/market/src/a.ts:1: Date.now',
      'libs/market/src/a.ts:3: Math.random',
      'libs/market/src/a.ts:4: new Date()',
    ]);
  });
});
