/** Chooses the template of a notice: the company's own before the built-in, and of several variants the contact's. */
import { createHash } from 'node:crypto';
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { as, sql, typedAs } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { NotificationTemplate } from '../entities/notification-template.entity.js';
import { TemplateVariant } from '../entities/template-variant.entity.js';
import { builtInTemplates, toBuiltInLanguage } from './built-in-templates.js';
import type { StandIn } from './notice-content.js';

/** The chosen template; built-in ones have no id. */
export interface ChosenTemplate {
  readonly templateId: string | null;
  readonly variant: string | null;
  readonly body: string;
  readonly attachCalendarFile: boolean;
  /** The approved template to send instead where the provider takes approved templates only. */
  readonly standIn: StandIn | null;
}

/** Lookup criteria of a template. */
export interface TemplateQuery {
  readonly tenantId: string;
  readonly kind: BookingNotificationKind;
  readonly locale: string;
  readonly businessType: string | null;
  /** Decides the variant: the same contact always gets the same one. */
  readonly contactId: string | null;
}

/** A variant with its weight. */
export interface WeightedVariant {
  readonly key: string;
  readonly weight: number;
  readonly body: string;
}

interface TemplateRow {
  readonly id: string;
  readonly locale: string;
  readonly businessType: string;
  readonly body: string;
  readonly attachCalendarFile: boolean;
  readonly messageTemplateId: string | null;
  readonly messageTemplateVariables: Readonly<Record<string, string>> | null;
  readonly variants: readonly WeightedVariant[];
}

const templates = tableOf(NotificationTemplate);
const template = templates.of('t');
const variants = tableOf(TemplateVariant);
const variant = variants.of('v');

const candidates = statement(
  'booking-template-candidates',
  sql`select ${as('id', template.id)}, ${as('locale', template.locale)}, ${as('businessType', template.businessType)},
          ${as('body', template.body)}, ${as('attachCalendarFile', template.attachCalendarFile)},
          ${as('messageTemplateId', template.messageTemplateId)},
          ${as('messageTemplateVariables', template.messageTemplateVariables)},
          ${as(
            'variants',
            typedAs<
              readonly WeightedVariant[]
            >(`coalesce((select json_agg(json_build_object('key', ${variant.key}, 'weight', ${variant.weight}, 'body', ${variant.body})
                                    order by ${variant.key})
                      from ${variants.table} v where ${variant.templateId} = ${template.id}), '[]')`),
          )}
     from ${templates.table} t
    where ${template.tenantId} = $1 and ${template.kind} = $2 and ${template.businessType} in ('', $3)`,
);

/** Chooses a template: exact locale before its language, business type before none, own before built-in. */
export async function chooseTemplate(
  transaction: Pick<Transaction, 'query'>,
  query: TemplateQuery,
): Promise<ChosenTemplate> {
  const { tenantId, kind, locale, businessType, contactId } = query;
  const rows = await transaction.query(candidates, [tenantId, kind, businessType ?? '']);
  const own = pickBest(rows, locale);
  if (!own) {
    const body = builtInTemplates[toBuiltInLanguage(locale)]?.[kind] ?? '';
    return { templateId: null, variant: null, body, attachCalendarFile: false, standIn: null };
  }
  const picked = contactId === null ? null : pickVariant(own.id, contactId, own.variants);
  return {
    templateId: own.id,
    variant: picked?.key ?? null,
    body: picked?.body ?? own.body,
    attachCalendarFile: own.attachCalendarFile,
    standIn:
      own.messageTemplateId === null
        ? null
        : { id: own.messageTemplateId, variables: own.messageTemplateVariables ?? {} },
  };
}

function pickBest(rows: readonly TemplateRow[], locale: string): TemplateRow | null {
  const language = (text: string) => text.toLowerCase().split('-', 1)[0];
  const score = (row: TemplateRow) =>
    (row.locale.toLowerCase() === locale.toLowerCase() ? 4 : row.locale.includes('-') ? 0 : 2) +
    (row.businessType === '' ? 0 : 1);
  const fitting = rows.filter(row => language(row.locale) === language(locale));
  return fitting.sort((a, b) => score(b) - score(a) || a.id.localeCompare(b.id))[0] ?? null;
}

/**
 * The variant of a contact. A hash of template and contact gives a number from 0 to 1, so the variant is the same in
 * every process and every time, and changes only with the weights. Null when no variant has a weight.
 */
export function pickVariant<Variant extends Pick<WeightedVariant, 'key' | 'weight'>>(
  templateId: string,
  contactId: string,
  list: readonly Variant[],
): Variant | null {
  const total = list.reduce((sum, { weight }) => sum + weight, 0);
  if (total <= 0) return null;
  const place = createHash('sha256').update(`${templateId} ${contactId}`).digest().readUInt32BE(0) / 2 ** 32;
  let upTo = 0;
  for (const candidate of [...list].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    upTo += candidate.weight / total;
    if (candidate.weight > 0 && place < upTo) return candidate;
  }
  return list.findLast(({ weight }) => weight > 0) ?? null;
}
