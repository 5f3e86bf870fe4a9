/**
 * Lets plain Node import the TypeScript sources: Node strips the types itself, and this maps the `.js` of relative
 * imports to the existing `.ts`. For code that runs outside Jest's transform (global setup, child processes of tests),
 * and only for folders without decorators, enums and parameter properties, such as src/database/embedded.
 */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.startsWith('file:')) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(source)) return nextResolve(source.href, context);
    }
    return nextResolve(specifier, context);
  },
});
