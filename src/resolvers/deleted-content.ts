/**
 * Access to the content of deleted messages: OWNER and HEAD_OF_SALES always, the other roles unless the company hides
 * it. It depends on the tenant and the role alone, which are the key of a shared subscription execution.
 *
 * It applies to the fields of the message, notes that reference it, searches, its files (`refetchAttachment`), the REST
 * routes, and all raw bodies of the ledger: a body may repeat the text of another message.
 */
import { getTenant } from '../accounts/account-rows.js';
import { Role } from '../domain/vocabulary.js';
import type { MessageRow } from '../queries/rows.js';
import type { ResolverContext } from './context.js';

const alwaysRead: ReadonlySet<Role> = new Set([Role.OWNER, Role.HEAD_OF_SALES]);

/** True if the viewer may read the content of deleted messages; the settings are read once per request. */
export async function showsDeletedContent(
  context: Pick<ResolverContext, 'scope' | 'loaders' | 'reader'>,
): Promise<boolean> {
  const { scope, loaders, reader } = context;
  if (scope === null) return false;
  if (alwaysRead.has(scope.role)) return true;
  const settings = loaders.byParent('shows-deleted-text', async ids => {
    const { showsDeletedText } = await getTenant(reader);
    return ids.map(() => showsDeletedText);
  });
  return settings.load(scope.tenantId);
}

/**
 * Calls `read` when the content of the message may be shown, else returns `hidden`; immediately for one that is not
 * deleted.
 */
export function readContent<Value>(
  { deletedAt }: Pick<MessageRow, 'deletedAt'>,
  context: ResolverContext,
  read: () => Value | Promise<Value>,
  hidden: Value,
): Value | Promise<Value> {
  if (deletedAt === null) return read();
  return showsDeletedContent(context).then(isShown => (isShown ? read() : hidden));
}
