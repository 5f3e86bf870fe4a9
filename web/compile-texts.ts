import { pathToFileURL } from 'node:url';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** Compiles the ICU messages of the catalogues, so that the page needs no parser. */
export function compileTexts(): Plugin {
  return {
    name: 'compile-texts',
    enforce: 'pre',
    async transform(_code, id) {
      if (!/\/i18n\/texts\/\w+\.(?:en|ru|kk)\.ts$/.test(id)) return;
      // Node strips the types; the query makes it read a changed file again.
      const areas: Record<string, Record<string, string>> = await import(
        `${pathToFileURL(id).href}?${Date.now()}`
      );
      return Object.entries(areas)
        .map(([area, texts]) => {
          const compiled = Object.entries(texts).map(([key, text]) => [key, compileMessage(text)]);
          return `export const ${area} = ${JSON.stringify(Object.fromEntries(compiled))};`;
        })
        .join('\n');
    },
  };
}
