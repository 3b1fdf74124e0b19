/**
 * What runs real servers, sockets and processes may fail because the machine stalled. Those tests get a second try; the
 * first failure is printed, and scripts/test-totals.mjs names every test that needed it.
 */
if (/\/(acceptance|e2e|storage|persistence)\//.test(expect.getState().testPath ?? '')) {
  jest.retryTimes(1, { logErrorsBeforeRetry: true });
}
