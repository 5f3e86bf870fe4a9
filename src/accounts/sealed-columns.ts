/**
 * All columns with encrypted secrets. A column that holds a text of `SecretCipher.seal` is one line here: the check of
 * the key at the start, `trunkline secrets rotate`, `trunkline secrets adopt-key` and `trunkline doctor` read this list.
 */
import type { EntityClass } from '@mikro-orm/core';
import { tableOf } from '../database/columns.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { User } from '../entities/user.entity.js';
import { WebhookEndpoint } from '../entities/webhook-endpoint.entity.js';

/** A column with secrets, by its quoted names. Each text is bound to the id of its row. */
export interface SealedColumn {
  /** The entity and property, such as `ProviderAccount.credentialsCipher`; for messages. */
  readonly name: string;
  readonly table: string;
  readonly id: string;
  readonly column: string;
  /** What `adopt-key` does with a text of a lost key: sets the column null, or keeps the text until it is replaced. */
  readonly whenLost: 'clear' | 'keep';
}

/** The list. */
export const sealedColumns: readonly SealedColumn[] = [
  sealed(ProviderAccount, 'credentialsCipher'),
  sealed(BookingAccount, 'credentialsCipher'),
  // Without it a user would have no second factor: an operator resets it (`trunkline users reset-second-factor`).
  sealed(User, 'totpCipher', 'keep'),
  // The column is required: an endpoint without a readable secret waits for a new one.
  sealed(WebhookEndpoint, 'secretCipher', 'keep'),
  sealed(WebhookEndpoint, 'previousSecretCipher'),
  sealed(AiAssistant, 'apiKeyCipher'),
];

function sealed<Entity extends { id: string }>(
  entity: EntityClass<Entity>,
  property: Extract<keyof Entity, string>,
  whenLost: SealedColumn['whenLost'] = 'clear',
): SealedColumn {
  const { table, column } = tableOf(entity);
  return {
    name: `${entity.name}.${property}`,
    table,
    id: String(column.id),
    column: String(column[property]),
    whenLost,
  };
}
