// How vitest finds the protocol's own suite, which is a package and not a file of ours.
export default {
  root: process.env.SUITE,
  cacheDir: process.env.SUITE_CACHE,
  test: { include: ["dist/test-runner.js"], exclude: [], testNamePattern: process.env.SUITE_TESTS },
};
