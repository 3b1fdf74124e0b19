import { readFileSync } from 'node:fs';

// Prints `N passed, N failed, N skipped` from the file that jest writes with --json --outputFile, and before that
// which tests passed at the second try only (test/support/second-try.ts).

const results = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const unsteady = results.testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(({ status, invocations }) => status === 'passed' && invocations > 1);
for (const { fullName } of unsteady) console.log(`passed at the second try only: ${fullName}`);
// A suite that could not even be loaded has no test to count; it must not look like success.
const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
const skipped = results.numPendingTests + results.numTodoTests;
console.log(`${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
