/**
 * Jest's runtime, except that Node loads the modules of tests: libraries and sources once for a worker instead of once for
 * a file, which saves a third of the suite's CPU time. So state of a module is shared by the files of a worker. A file
 * that changes a module (mocks, a registered vendor) is named `….isolated.test.ts` and loaded by Jest itself.
 */
const { pathToFileURL } = require('node:url');
const { default: Runtime } = require('jest-runtime');
const { isIsolated, register, setCurrentGlobals } = require('./load-typescript.cjs');

const metadata = require.resolve('reflect-metadata');
let runs = 0;

register();
require(metadata);

module.exports = {
  __esModule: true,
  default: class NativeRuntime extends Runtime {
    async unstable_importModule(file) {
      if (isIsolated(this._testPath)) {
        this.requireModule(metadata);
        return super.unstable_importModule(file);
      }
      const globals = this.jestGlobals.cjsGlobals(file);
      setCurrentGlobals(() => globals);
      // The suffix loads a test file again that runs a second time in one worker, as in watch mode.
      return import(`${pathToFileURL(file).href}?run=${runs++}`);
    }
  },
};
