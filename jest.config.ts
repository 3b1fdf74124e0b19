import type { Config } from 'jest';

const esmPackages = '@nestjs|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit';

const config: Config = {
  testEnvironment: 'node',
  rootDir: '.',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/migrations', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  setupFiles: ['<rootDir>/test/support/seeded-properties.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/second-try.ts'],
  transform: {
    '^.+\\.(t|j)s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2023',
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Nest 12 and some of its dependencies ship ES modules only: they are transformed like our own code.
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages})/)`],
  moduleNameMapper: {
    '^@genesis/migrations$': '<rootDir>/migrations/index.ts',
    '^@genesis/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  collectCoverageFrom: [
    'apps/*/src/**/*.ts',
    'libs/*/src/**/*.ts',
    'migrations/*.ts',
    '!**/*.spec.ts',
    '!**/index.ts',
    '!**/main.ts',
  ],
  coverageProvider: 'v8',
  coverageThreshold: { global: { lines: 90 }, './libs/': { lines: 95 } },
  // Nothing is asserted about time: a test that takes this long hangs, also on a machine that is slow and busy. What tests
  // wait for by themselves they give up earlier (test/e2e/eventually.ts), saying what was missing.
  testTimeout: 1_200_000,
};

export default config;
