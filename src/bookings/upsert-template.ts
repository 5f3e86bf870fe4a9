/** A company's own notice templates, and their variants. */
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database, UnitOfWork } from '../database/database.js';
import { retryDuplicate } from '../database/retry-duplicate.js';
import type { BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { BadUserInputError, NotFoundError } from '../domain/errors.js';
import { readTemplateValues } from '../domain/message-template.js';
import { cleanText } from '../domain/text.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import { NotificationTemplate } from '../entities/notification-template.entity.js';
import { TemplateVariant } from '../entities/template-variant.entity.js';
import { noticeVariableNames } from './render-notice.js';
import { parseLocaleTag, parseText, toBusinessType } from './upsert-salon.js';

/** A template to upsert; without an id, the one of this kind, locale and business type. */
export interface TemplateInput {
  readonly id?: string | null;
  readonly kind: BookingNotificationKind;
  readonly locale: string;
  readonly businessType?: string | null;
  readonly body: string;
  readonly attachCalendarFile?: boolean | null;
  /** The approved template to send where free text is not taken; null removes it, absent leaves it unchanged. */
  readonly messageTemplateId?: string | null;
  /** A text for each of its variables. */
  readonly templateVariables?: unknown;
}

/** A variant to upsert. */
export interface VariantInput {
  readonly templateId: string;
  readonly key: string;
  readonly weight: number;
  readonly body: string;
}

const maxBodyChars = 2_000;
const maxWeight = 1_000;
const maxVariants = 10;

/** Upserts a template. @returns its id @throws BadUserInputError, NotFoundError */
export function upsertTemplate(database: Database, tenantId: string, input: TemplateInput): Promise<string> {
  const place = {
    kind: input.kind,
    locale: parseLocaleTag('locale', input.locale),
    businessType: toBusinessType(input.businessType) ?? '',
  };
  const body = parseTemplateBody('body', input.body);
  const upsert = async ({ em }: UnitOfWork): Promise<string> => {
    const known =
      input.id != null
        ? isUuid(input.id) && (await em.findOne(NotificationTemplate, { id: input.id }))
        : await em.findOne(NotificationTemplate, place);
    if (input.id != null && !known) throw new NotFoundError('template', input.id);
    const attachCalendarFile = input.attachCalendarFile ?? (known ? known.attachCalendarFile : false);
    const standIn = (await readStandIn(em, input)) ?? {
      messageTemplateId: known ? known.messageTemplateId : null,
      messageTemplateVariables: known ? known.messageTemplateVariables : null,
    };
    const row = { ...place, body, attachCalendarFile, ...standIn, updatedAt: new Date() };
    if (!known) return em.create(NotificationTemplate, { id: uuidV7(), tenantId, ...row }).id;
    const twin = await em.findOne(NotificationTemplate, { ...place, id: { $ne: known.id } });
    if (twin)
      throw new BadUserInputError(
        'id',
        'is of another template than the one of this kind, locale and business type',
      );
    return em.assign(known, row).id;
  };
  return retryDuplicate(() => database.change(tenantId, upsert));
}

/** The template to send instead; null leaves it. @throws NotFoundError, TemplateVariablesError, BadUserInputError */
async function readStandIn(
  em: EntityManager,
  { messageTemplateId: id, templateVariables }: TemplateInput,
): Promise<Pick<NotificationTemplate, 'messageTemplateId' | 'messageTemplateVariables'> | null> {
  if (id === undefined) return null;
  if (id === null) return { messageTemplateId: null, messageTemplateVariables: null };
  const template = isUuid(id) && (await em.findOne(MessageTemplate, { id, removedAt: null }));
  if (!template) throw new NotFoundError('message template', id);
  const wordings = readTemplateValues(template.variables, templateVariables);
  for (const wording of Object.values(wordings)) parseTemplateBody('templateVariables', wording);
  return { messageTemplateId: template.id, messageTemplateVariables: wordings };
}

/** Upserts a variant. @returns the template's id @throws BadUserInputError, NotFoundError */
export function upsertVariant(database: Database, tenantId: string, input: VariantInput): Promise<string> {
  const key = parseText('key', input.key, 40);
  const body = parseTemplateBody('body', input.body);
  const { weight, templateId } = input;
  if (!Number.isInteger(weight) || weight < 0 || weight > maxWeight) {
    throw new BadUserInputError('weight', `must be a whole number from 0 to ${maxWeight}`);
  }
  const upsert = async ({ em }: UnitOfWork): Promise<string> => {
    const template = isUuid(templateId) && (await em.findOne(NotificationTemplate, { id: templateId }));
    if (!template) throw new NotFoundError('template', templateId);
    const variants = await em.find(TemplateVariant, { templateId });
    const known = variants.find(variant => variant.key === key);
    if (!known && variants.length >= maxVariants) {
      throw new BadUserInputError('key', `is one too many: a template has at most ${maxVariants} variants`);
    }
    if (known) em.assign(known, { weight, body });
    else em.create(TemplateVariant, { id: uuidV7(), tenantId, templateId, key, weight, body });
    return templateId;
  };
  return retryDuplicate(() => database.change(tenantId, upsert));
}

/** A template body whose placeholders are all known. @throws BadUserInputError */
export function parseTemplateBody(field: string, text: string): string {
  const body = cleanText(text).replaceAll('\r\n', '\n').trim();
  if (body === '' || body.length > maxBodyChars) {
    throw new BadUserInputError(field, `must have 1 to ${maxBodyChars} characters`);
  }
  const known: readonly string[] = noticeVariableNames;
  for (const [, name = ''] of body.matchAll(/\{\{\s*(.*?)\s*\}\}/g)) {
    if (!known.includes(name)) {
      throw new BadUserInputError(field, `has an unknown placeholder; there are: ${known.join(', ')}`);
    }
  }
  return body;
}
