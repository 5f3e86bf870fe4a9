/** Loaders by id for rows that are otherwise read as parts of their parents or in lists only. */
import type { EntityClass } from '@mikro-orm/core';
import { tableOf } from '../database/columns.js';
import { selectWithout } from '../database/row-shape.js';
import { sql } from '../database/sql.js';
import { type TenantStatement, tenantStatement } from '../database/statement.js';
import { Activity } from '../entities/activity.entity.js';
import { Attachment } from '../entities/attachment.entity.js';
import { AttributeDefinition } from '../entities/attribute-definition.entity.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { RefusedWebhook } from '../entities/refused-webhook.entity.js';
import type { LoadSource } from './booking-loaders.js';
import type { AttachmentRow } from './rows.js';

function byId<
  Entity extends { id: string; tenantId: string },
  Hidden extends Extract<keyof Entity, string> = never,
>(entity: EntityClass<Entity>, hidden: readonly Hidden[] = []) {
  const table = tableOf(entity);
  const { id, tenantId } = table.of('r');
  return tenantStatement(
    `${table.table}-by-id`,
    sql`select ${selectWithout(entity, 'r', hidden)} from ${table.table} r where ${tenantId} = $1 and ${id} = any($2::uuid[])`,
  );
}

const activities = byId(Activity);
const attachments = byId(Attachment);
const attributeDefinitions = byId(AttributeDefinition);
const bookingAccounts = byId(BookingAccount, ['credentialsCipher', 'webhookKeyHash']);
const refusedWebhooks = byId(RefusedWebhook);

function one<Row extends { readonly id: string }>(
  { reader, loaders }: LoadSource,
  statement: TenantStatement<Row>,
  id: string,
): Promise<Row | null> {
  return loaders
    .byParent<Row | null>(statement.name, async ids => {
      const rows = new Map((await reader.rows(statement, ids)).map(row => [row.id, row]));
      return ids.map(wanted => rows.get(wanted) ?? null);
    })
    .load(id);
}

/** The activity with this id; null when the tenant has none. */
export const loadActivity = (source: LoadSource, id: string) => one(source, activities, id);

/** The file with this id; null when the tenant has none. */
export const loadAttachment = (source: LoadSource, id: string): Promise<AttachmentRow | null> =>
  one<AttachmentRow>(source, attachments, id);

/** The attribute with this id; null when the tenant has none. */
export const loadAttributeDefinition = (source: LoadSource, id: string) =>
  one(source, attributeDefinitions, id);

/** The connection to the booking system with this id, without its secrets; null when the tenant has none. */
export const loadBookingAccount = (source: LoadSource, id: string) => one(source, bookingAccounts, id);

/** The refused webhooks with this id; null when the tenant has none. */
export const loadRefusedWebhook = (source: LoadSource, id: string) => one(source, refusedWebhooks, id);
