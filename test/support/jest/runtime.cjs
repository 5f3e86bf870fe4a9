/**
 * Jest's runtime, except that Node loads the modules of tests: libraries and sources once for a worker instead of once for
 * a file, which saves a third of the suite's CPU time. So state of a module is shared by the files of a worker. A file
 * that changes a module (mocks, a registered vendor) is named `….isolated.test.ts` and loaded by Jest itself.
 */
const { sep } = require('node:path');
const { pathToFileURL } = require('node:url');
const { Script } = require('node:vm');
const { default: Runtime } = require('jest-runtime');
const { isIsolated, register, setCurrentGlobals, sourceMaps } = require('./load-typescript.cjs');

const metadata = require.resolve('reflect-metadata');
const packages = `${sep}node_modules${sep}`;
/** Jest runs its own modules again for each file, in the file's context; they are compiled once. */
const scripts = new Map();
let runs = 0;

register();
require(metadata);

module.exports = {
  __esModule: true,
  default: class NativeRuntime extends Runtime {
    constructor(config, environment, ...rest) {
      super(config, environment, ...rest);
      const { executor } = this;
      if (isIsolated(this._testPath)) return;
      executor.compile = (source, filename) => {
        const context = environment.getVmContext();
        if (context === null || !filename.includes(packages))
          return Object.getPrototypeOf(executor).compile.call(executor, source, filename);
        let script = scripts.get(filename);
        if (script === undefined) {
          const text = `(function (${executor.injectedModuleParameters.join(', ')}) {${source}\n})`;
          script = new Script(text, { filename });
          scripts.set(filename, script);
        }
        return script.runInContext(context);
      };
    }

    getSourceMaps() {
      return isIsolated(this._testPath) ? super.getSourceMaps() : sourceMaps;
    }

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
