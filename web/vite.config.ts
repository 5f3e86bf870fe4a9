import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compileDocuments } from './compile-documents.ts';
import { compileTexts } from './compile-texts.ts';
import { earlyName, earlyScript } from './early-script.ts';

/** Server of `npm run dev --workspace trunkline-inbox`. */
const server = process.env.TRUNKLINE_URL ?? 'http://127.0.0.1:4000';

export default defineConfig({
  base: '/inbox/',
  plugins: [compileDocuments(), compileTexts(), earlyScript()],
  build: {
    outDir: fileURLToPath(new URL('../dist/pages/inbox', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // The content policy allows neither inline scripts nor data URLs as scripts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // Directives of React's server components have no effect in a browser.
    rolldownOptions: {
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
      output: {
        codeSplitting: {
          groups: [
            { name: earlyName, test: /src\/early\/begin\.ts$|preload-helper/, priority: 1 },
            // One file for the rest of the first screen: twelve, for what pages share, are 5 % more when compressed.
            { name: 'first-screen', tags: ['$initial'] },
          ],
        },
      },
    },
    // A test limits the size of the first screen.
    chunkSizeWarningLimit: 1_000,
    license: { fileName: 'LICENSES.md' },
  },
  server: {
    proxy: {
      '/graphql': { target: server, ws: true },
      '/auth': { target: server },
      '/media': { target: server },
    },
  },
});
