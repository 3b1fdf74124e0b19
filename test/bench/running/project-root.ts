/** The project's folder; the benches themselves run from a copy. @throws Error when not started by scripts/bench.mjs */
export function projectRoot(): string {
  const root = process.env.GENESIS_BENCH_ROOT;
  if (root === undefined) throw new Error('benches are started by "npm run bench"');
  return root;
}
