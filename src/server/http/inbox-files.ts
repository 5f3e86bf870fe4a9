/** Files of the inbox as the build creates them: dist/pages/inbox. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, extname, join } from 'node:path';

/** A file below `assets/`; its name contains a hash of its content. */
export interface InboxAsset {
  readonly content: Buffer;
  /** The content, compressed by the build; null where that is not smaller. */
  readonly brotli: Buffer | null;
  readonly contentType: string;
}

/** The files. */
export interface InboxFiles {
  /** The page. */
  readonly html: string;
  readonly assets: ReadonlyMap<string, InboxAsset>;
}

/** Next to package.json, independent of where the build puts this module. */
const folder = join(dirname(findPackageJSON(import.meta.url) ?? ''), 'dist', 'pages', 'inbox');

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Names the build of the inbox: changes with any of its files. Null when it is not built. */
export function readBuildId(): string | null {
  try {
    return createHash('sha256')
      .update(readFileSync(join(folder, 'index.html'), 'utf8'))
      .digest('base64url')
      .slice(0, 12);
  } catch {
    return null;
  }
}

/** Reads all files. */
export async function readInboxFiles(): Promise<InboxFiles> {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const assets = new Map<string, InboxAsset>();
  const names = await readdir(join(folder, 'assets'));
  for (const name of names) {
    const contentType = contentTypes[extname(name)];
    if (contentType === undefined) continue;
    const read = (file: string) => readFile(join(folder, 'assets', file));
    const brotli = names.includes(`${name}.br`) ? await read(`${name}.br`) : null;
    assets.set(name, { content: await read(name), brotli, contentType });
  }
  return { html, assets };
}
