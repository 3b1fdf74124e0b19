import { readFileSync } from 'node:fs';

// Prints `N passed, N failed, N skipped` from the file that jest writes with --json --outputFile.

const results = JSON.parse(readFileSync(process.argv[2], 'utf8'));
// A suite that could not even be loaded has no test to count; it must not look like success.
const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
const skipped = results.numPendingTests + results.numTodoTests;
console.log(`${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
