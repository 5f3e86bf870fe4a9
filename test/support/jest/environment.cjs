/**
 * Jest's Node environment. Outside isolated files, the built-in classes of its context are those of the process, so that
 * `instanceof` agrees with the modules that Node loads.
 */
const { setTimeout: delay } = require('node:timers/promises');
const { TestEnvironment } = require('jest-environment-node');
const { isIsolated } = require('./load-typescript.cjs');

const builtIns = Object.getOwnPropertyNames(globalThis).filter(
  name => /^[A-Z]/.test(name) && typeof globalThis[name] === 'function' && globalThis[name].prototype,
);

const stackTraceLimit = 10;
const reportMs = 10_000;

module.exports = class NativeEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    if (isIsolated(context.testPath)) return;
    for (const name of builtIns) this.global[name] = globalThis[name];
  }

  /** As without Jest, which raises it to 100: every error, and every `expect`, records that many frames. */
  async setup() {
    await super.setup();
    Error.stackTraceLimit = stackTraceLimit;
    this.global.Error.stackTraceLimit = stackTraceLimit;
  }

  /** Adds to the error of a failed test what the pages and servers of the test are about (`../failure-reports.ts`). */
  async handleTestEvent({ name, error }) {
    if (name !== 'test_fn_failure' || typeof error?.stack !== 'string') return;
    const reports = [...(globalThis[Symbol.for('trunkline.failureReports')] ?? [])];
    const texts = await Promise.all(
      reports.map(report =>
        Promise.race([report().catch(String), delay(reportMs, 'No report came in time.', { ref: false })]),
      ),
    );
    error.stack = [error.stack, ...texts].join('\n\n');
  }
};
