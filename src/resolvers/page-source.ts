/** Page source of a resolver's context. */
import type { PageSource } from '../queries/read-page.js';
import { type ResolverContext, userIdOf } from './context.js';

/** The source of one request's pages. */
export function toPageSource(context: ResolverContext): PageSource {
  const { reader, loaders, useCases, scope } = context;
  return {
    ...{ reader, loaders, cursors: useCases.cursors },
    channelIds: scope?.channelIds ?? null,
    userId: userIdOf(context),
  };
}
