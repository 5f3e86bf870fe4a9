/**
 * Jest's Node environment. Outside isolated files, the built-in classes of its context are those of the process, so that
 * `instanceof` agrees with the modules that Node loads.
 */
const { TestEnvironment } = require('jest-environment-node');
const { isIsolated } = require('./load-typescript.cjs');

const builtIns = Object.getOwnPropertyNames(globalThis).filter(
  name => /^[A-Z]/.test(name) && typeof globalThis[name] === 'function' && globalThis[name].prototype,
);

const stackTraceLimit = 10;

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
};
