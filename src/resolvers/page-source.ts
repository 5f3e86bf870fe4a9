/** Page source of a resolver's context. */
import type { PageSource } from '../queries/read-page.js';
import type { ResolverContext } from './context.js';

/** The source of one request's pages. */
export function toPageSource(context: ResolverContext): PageSource {
  return { reader: context.reader, loaders: context.loaders, cursors: context.useCases.cursors };
}
