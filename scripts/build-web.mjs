/** Builds the inbox into dist/pages/inbox and compresses its files, so that no response has to. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'vite';

const root = fileURLToPath(new URL('../web', import.meta.url));
const folder = fileURLToPath(new URL('../dist/pages/inbox/assets', import.meta.url));

await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
for (const name of readdirSync(folder)) {
  const content = readFileSync(join(folder, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  const compressed = brotliCompressSync(content, { params });
  if (compressed.length < content.length) writeFileSync(join(folder, `${name}.br`), compressed);
}
