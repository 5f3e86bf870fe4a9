import loader from './test/support/jest/load-typescript.cjs';

const { swcOptions } = loader;

/** One configuration for every suite. Modules are loaded as test/support/jest/runtime.cjs describes. */
export default {
  testEnvironment: '<rootDir>/test/support/jest/environment.cjs',
  runtime: '<rootDir>/test/support/jest/runtime.cjs',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', swcOptions],
  },
  setupFiles: ['<rootDir>/test/support/seed-properties.mjs'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testSequencer: '<rootDir>/test/support/jest/sequencer.cjs',
  testTimeout: 240_000,
  // Many files wait for processes, browsers and timers: three workers left a third of CI's two processors idle.
  maxWorkers: 4,
};
