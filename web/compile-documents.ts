import { pathToFileURL } from 'node:url';
import { formatDocument } from '@urql/core';
import { type DocumentNode, print, stripIgnoredCharacters } from 'graphql';
import type { Plugin } from 'vite';

/** Is asked for before the cache is there, which adds the names of types to every document. */
const early = 'StartDocument';
const prefix = '\0document/';

/**
 * Makes a module of its own of each generated document, so that a page which is loaded later takes its documents with
 * it, and a text of each, a tenth of its tree: urql parses a text when it is used first.
 */
export function compileDocuments(): Plugin {
  let texts = new Map<string, string>();
  let isBuild = true;
  return {
    name: 'compile-documents',
    enforce: 'pre',
    configResolved({ command }) {
      isBuild = command === 'build';
    },
    resolveId(id) {
      return id.startsWith(prefix) ? { id, moduleSideEffects: false } : undefined;
    },
    load(id) {
      if (id.startsWith(prefix))
        return `export default ${JSON.stringify(texts.get(id.slice(prefix.length)))};`;
    },
    async transform(_code, id) {
      if (!id.endsWith('/src/gql/operations.ts')) return;
      // Node strips the types; the query makes it read a changed file again.
      const documents: Record<string, DocumentNode> = await import(`${pathToFileURL(id).href}?${Date.now()}`);
      texts = new Map(
        Object.entries(documents).map(([name, document]) => {
          // As the cache would ask for it.
          const asked = name === early ? (formatDocument(document) as DocumentNode) : document;
          return [name, stripIgnoredCharacters(print(asked))];
        }),
      );
      const names = [...texts.keys()].filter(name => !name.endsWith('FragmentDoc'));
      // The development server sends each module by itself: there they stay together.
      const code = names.map(name =>
        isBuild
          ? `export { default as ${name} } from ${JSON.stringify(prefix + name)};`
          : `export const ${name} = ${JSON.stringify(texts.get(name))};`,
      );
      return { code: code.join('\n'), moduleSideEffects: false };
    },
  };
}
