/** Assets of a page: its script and its style sheet, as the build creates them. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

interface Asset {
  readonly content: Buffer;
  readonly contentType: string;
  readonly etag: string;
}

/** A page and its path. */
export interface PageAssetsOptions {
  /** Its folder in the build output of the pages. */
  readonly page: 'playground' | 'rest-docs' | 'set-password';
  /** URL path of its files; ends in a slash. */
  readonly path: string;
}

/** Next to package.json, independent of where the build puts this module. */
const folder = join(dirname(findPackageJSON(import.meta.url) ?? ''), 'dist', 'pages');

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Registers the assets of a page. They are read at the first request, so that the start does not wait for them. */
export function registerPageAssets(app: FastifyInstance, { page, path }: PageAssetsOptions): void {
  let assets: Promise<ReadonlyMap<string, Asset>> | undefined;
  app.get(`${path}*`, async (request, reply) => {
    assets ??= loadAssets(join(folder, page));
    const asset = (await assets).get((request.params as { '*': string })['*']);
    if (!asset) return reply.callNotFound();
    const { content, contentType, etag } = asset;
    // Clients revalidate by the ETag: after an update of the server no page may run with old assets.
    reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache', etag });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type(contentType).send(content);
  });
}

async function loadAssets(source: string): Promise<ReadonlyMap<string, Asset>> {
  const assets = new Map<string, Asset>();
  for (const name of await readdir(source)) {
    const contentType = contentTypes[extname(name)];
    if (!contentType) continue;
    const content = await readFile(join(source, name));
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 16)}"`;
    assets.set(name, { content, contentType, etag });
  }
  return assets;
}
