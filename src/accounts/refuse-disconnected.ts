import { ConflictError } from '../domain/errors.js';
import type { ProviderAccount } from '../entities/provider-account.entity.js';

/** @throws ConflictError when the account is disconnected */
export function refuseDisconnected({
  id,
  disconnectedAt,
}: Pick<ProviderAccount, 'id' | 'disconnectedAt'>): void {
  if (disconnectedAt === null) return;
  throw new ConflictError('The account is disconnected; connect it again with connectProvider.', {
    reason: 'WRONG_STATE',
    accountId: id,
  });
}
