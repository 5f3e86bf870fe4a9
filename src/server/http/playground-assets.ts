/** The files of the playground that are ours, and the client of graphql-ws as its package ships it for browsers. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file as it is answered. */
export interface PlaygroundAsset {
  readonly content: Buffer;
  readonly contentType: string;
  readonly etag: string;
}

/** Beside package.json, wherever the build has put this module. */
const ownFolder = join(dirname(findPackageJSON(import.meta.url) ?? ''), 'assets', 'playground');

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Reads all of them; the keys are paths below the assets' path. */
export function loadPlaygroundAssets(): ReadonlyMap<string, PlaygroundAsset> {
  const clientFolder = dirname(fileURLToPath(import.meta.resolve('graphql-ws/client')));
  return new Map([
    ...readFolder(ownFolder, '', () => true),
    ...readFolder(clientFolder, 'graphql-ws/', name => /^(client|common-[\w-]+)\.js$/.test(name)),
  ]);
}

function readFolder(
  folder: string,
  prefix: string,
  isWanted: (name: string) => boolean,
): [string, PlaygroundAsset][] {
  return readdirSync(folder).flatMap((name): [string, PlaygroundAsset][] => {
    const contentType = contentTypes[extname(name)];
    if (!contentType || !isWanted(name)) return [];
    const content = readFileSync(join(folder, name));
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 16)}"`;
    return [[prefix + name, { content, contentType, etag }]];
  });
}
