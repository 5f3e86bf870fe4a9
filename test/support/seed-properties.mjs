/** With TEST_SEED, every property of fast-check runs with that seed; without it, each prints the one it failed with. */
if (process.env.TEST_SEED !== undefined) {
  const fc = await import('fast-check');
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.TEST_SEED) });
}
