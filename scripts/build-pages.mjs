/**
 * Packs the pages into dist/pages, one folder each: their script and style sheet, which the server reads. With --watch it
 * packs them again after every change.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const options = {
  absWorkingDir: join(root, 'pages'),
  entryPoints: {
    'playground/script': 'playground/main.tsx',
    'playground/style': 'playground/style.css',
    'rest-docs/script': 'rest-docs/main.ts',
    'rest-docs/style': 'rest-docs/style.css',
    'set-password/script': 'set-password/main.tsx',
    'set-password/style': 'set-password/style.css',
  },
  outdir: join(root, 'dist', 'pages'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  // A page is one program; `graphql` has each of its modules twice, and prefers the other ones for Node.js.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
};

// Swagger UI's files as they are. `swagger-ui-dist` has them too, but reports each installation to a third party.
const swaggerFolder = join(dirname(fileURLToPath(import.meta.resolve('@fastify/swagger-ui'))), 'static');
const docsFolder = join(options.outdir, 'rest-docs');
mkdirSync(docsFolder, { recursive: true });
for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css'])
  copyFileSync(join(swaggerFolder, name), join(docsFolder, name));

if (process.argv.includes('--watch')) await (await context(options)).watch();
else await build(options);
