/** Loaders by id for rows that are otherwise read as parts of their parents or in lists only. */
import { Activity } from '../entities/activity.entity.js';
import { Attachment } from '../entities/attachment.entity.js';
import { AttributeDefinition } from '../entities/attribute-definition.entity.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { RefusedWebhook } from '../entities/refused-webhook.entity.js';
import { loadById } from './load-by-id.js';
import type { LoadSource } from './load-source.js';
import type { AttachmentRow } from './rows.js';
import { rowsById } from './rows-by-id.js';

const activities = rowsById(Activity);
const attachments = rowsById(Attachment);
const attributeDefinitions = rowsById(AttributeDefinition);
const bookingAccounts = rowsById(BookingAccount, ['credentialsCipher', 'webhookKeyHash']);
const refusedWebhooks = rowsById(RefusedWebhook);

/** The activity with this id; null when the tenant has none. */
export const loadActivity = (source: LoadSource, id: string) => loadById(source, activities, id);

/** The file with this id; null when the tenant has none. */
export const loadAttachment = (source: LoadSource, id: string): Promise<AttachmentRow | null> =>
  loadById<AttachmentRow>(source, attachments, id);

/** The attribute with this id; null when the tenant has none. */
export const loadAttributeDefinition = (source: LoadSource, id: string) =>
  loadById(source, attributeDefinitions, id);

/** The connection to the booking system with this id, without its secrets; null when the tenant has none. */
export const loadBookingAccount = (source: LoadSource, id: string) => loadById(source, bookingAccounts, id);

/** The refused webhooks with this id; null when the tenant has none. */
export const loadRefusedWebhook = (source: LoadSource, id: string) => loadById(source, refusedWebhooks, id);
