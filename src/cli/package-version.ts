import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** Version of this package, such as 0.1.0. */
export function packageVersion(): string {
  const file = findPackageJSON(import.meta.url);
  if (file === undefined) throw new Error('The package.json of this command is missing.');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}
