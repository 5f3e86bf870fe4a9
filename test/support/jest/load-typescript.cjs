/** Hooks of Node's module loader for workers of Jest: TypeScript is compiled by swc, `@jest/globals` are those of the running file. */
const { createHash } = require('node:crypto');
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { enableCompileCache, registerHooks } = require('node:module');
const { join } = require('node:path');
const { fileURLToPath } = require('node:url');
const swc = require('@swc/core');

const root = join(__dirname, '../../..');
const cache = join(root, 'node_modules/.cache/trunkline-tests');
/** esbuild and Node emit no decorator metadata, swc does. */
const swcOptions = {
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    experimental: { keepImportAttributes: true },
  },
  module: { type: 'es6' },
  sourceMaps: true,
};
const GLOBALS = 'jest-globals:current';

let currentGlobals = () => {
  throw new Error('No test file is running');
};

/** Modules that are loaded once import this; it always calls the function of the file that runs now. */
function delegate(name) {
  const target = () => currentGlobals()[name];
  return new Proxy(() => {}, {
    apply: (_, self, args) => Reflect.apply(target(), self, args),
    get: (_, key) => target()[key],
    set: (_, key, value) => Reflect.set(target(), key, value),
  });
}

const names = [
  'afterAll',
  'afterEach',
  'beforeAll',
  'beforeEach',
  'describe',
  'expect',
  'it',
  'jest',
  'test',
];
globalThis[Symbol.for('trunkline.jest-globals')] = Object.fromEntries(
  names.map(name => [name, delegate(name)]),
);

/** Source maps by the names that stacks contain: paths, and URLs with or without a suffix. */
class SourceMaps extends Map {
  get(name) {
    return super.get(name.startsWith('file:') ? fileURLToPath(name.split('?')[0]) : name);
  }
}
const sourceMaps = new SourceMaps();

/** Compiled text of a source; kept on disk with its source map, one entry for each file. */
function compile(file) {
  const entry = entryOf(file, readFileSync(file, 'utf8'));
  sourceMaps.set(file, entry.map);
  const known = existsSync(entry.map) ? readIfThere(entry.code) : null;
  return known ?? keep(entry, swc.transformSync(entry.source, entry.options));
}

/**
 * Compiles the sources of some folders when nothing is compiled yet, on all processors: otherwise each worker begins with
 * the same ones.
 */
async function compileAll(folders) {
  if (existsSync(cache)) return;
  const files = folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true })
      .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.includes('node_modules'))
      .map(name => join(root, folder, name)),
  );
  await Promise.all(
    files.map(async file => {
      const entry = entryOf(file, readFileSync(file, 'utf8'));
      keep(entry, await swc.transform(entry.source, entry.options));
    }),
  );
}

function entryOf(file, source) {
  const name = hash(file);
  // Folders stay small: each is listed when a source of it is compiled.
  const folder = join(cache, name.slice(0, 2));
  const code = join(folder, `${name}-${hash(swc.version, JSON.stringify(swcOptions), source)}.js`);
  const options = { ...swcOptions, filename: file, swcrc: false, configFile: false };
  return { name, folder, source, code, map: `${code}.map`, options };
}

function keep(entry, { code, map }) {
  mkdirSync(entry.folder, { recursive: true });
  // Of earlier sources only: another worker may be writing this one.
  for (const name of readdirSync(entry.folder)) {
    const file = join(entry.folder, name);
    if (name.startsWith(`${entry.name}-`) && /\.(?:js|map)$/.test(name) && !file.startsWith(entry.code))
      rmSync(file, { force: true });
  }
  writeWhole(entry.map, map);
  writeWhole(entry.code, code);
  return code;
}

/** The text of a file; null when another worker, which compiles another source of it, has just removed it. */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Another worker never reads half a file. */
function writeWhole(file, text) {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
}

function hash(...texts) {
  const sum = createHash('sha256');
  for (const text of texts) sum.update(text).update('\0');
  return sum.digest('hex').slice(0, 24);
}

/** Installs the hooks in this process. */
function register() {
  mkdirSync(cache, { recursive: true });
  enableCompileCache(join(cache, 'v8'));
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier === '@jest/globals') return { url: GLOBALS, format: 'module', shortCircuit: true };
      if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.startsWith('file:')) {
        const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
        if (existsSync(source)) return { url: source.href, format: 'module', shortCircuit: true };
      }
      return nextResolve(specifier, context);
    },
    load(url, context, nextLoad) {
      if (url === GLOBALS) {
        const source = names.map(name => `export const ${name} = globals.${name};`).join('\n');
        return {
          format: 'module',
          shortCircuit: true,
          source: `const globals = globalThis[Symbol.for('trunkline.jest-globals')];\n${source}`,
        };
      }
      if (!url.startsWith('file:') || !url.split('?')[0].endsWith('.ts')) return nextLoad(url, context);
      return { format: 'module', shortCircuit: true, source: compile(fileURLToPath(url.split('?')[0])) };
    },
  });
}

/** Whether Jest's own loader runs the file, with modules of its own. */
function isIsolated(file) {
  return file.endsWith('.isolated.test.ts');
}

/** @param source returns the functions of `@jest/globals` for the file that runs now */
function setCurrentGlobals(source) {
  currentGlobals = source;
}

module.exports = { compileAll, isIsolated, register, setCurrentGlobals, sourceMaps, swcOptions };
