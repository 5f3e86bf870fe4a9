/**
 * Access to the content of deleted messages: with MANAGE_DESK always, without it unless the company hides it.
 * It depends on the tenant and the permissions alone, which are the key of a shared subscription execution.
 *
 * It applies to the fields of the message, notes that reference it, searches, exports, its files (`refetchAttachment`), the REST
 * routes, and all raw bodies of the ledger: a body may repeat the text of another message.
 */
import { getTenant } from '../accounts/account-rows.js';
import { Permission } from '../domain/permission.js';
import type { MessageRow } from '../queries/rows.js';
import type { ResolverContext } from './context.js';

/** True if the viewer may read the content of deleted messages; the settings are read once per request. */
export async function showsDeletedContent(
  context: Pick<ResolverContext, 'scope' | 'loaders' | 'reader'>,
): Promise<boolean> {
  const { scope, loaders, reader } = context;
  if (scope === null) return false;
  if (scope.permissions.includes(Permission.MANAGE_DESK)) return true;
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
