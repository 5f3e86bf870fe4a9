/** Provider reports about the state of a template. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { TemplateStateReport } from '../domain/inbound-event.js';
import { unsupportedTemplate } from '../domain/message-template.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';

const templates = tableOf(MessageTemplate);
const template = templates.of('t');
const accounts = tableOf(ProviderAccount);
const account = accounts.of('a');

/** The whole list is read again soon: the template may be new, or its text may have changed. */
const applyStatement = statement(
  'apply-template-state',
  `with due as (
     update ${accounts.table} a set ${accounts.column.templatesDueAt} = now()
      where ${account.tenantId} = $1 and ${account.id} = $2
   )
   update ${templates.table} t set ${templates.column.status} = $4, ${templates.column.updatedAt} = now()
    where ${template.tenantId} = $1 and ${template.accountId} = $2 and ${template.externalId} = $3
      and ${template.status} not in ($4, '${unsupportedTemplate}')
   returning ${template.id}`,
);

/** Applies a state inside the caller's transaction. @returns true if it changed the state of a known template */
export async function applyTemplateState(
  transaction: Transaction,
  tenantId: string,
  accountId: string,
  { templateExternalId, state }: TemplateStateReport,
): Promise<boolean> {
  const parameters = [tenantId, accountId, templateExternalId, state];
  return (await transaction.query(applyStatement, parameters)).length > 0;
}
