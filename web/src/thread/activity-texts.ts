import type { MessageId } from '../i18n/index.js';
import { t } from '../i18n/index.js';
import type { Activity, Company } from '../live/index.js';
import { cleanName, formatDateTime, formatMoney } from '../ui/index.js';
import { authorName } from './author-name.js';

type Change = Activity['changes'][number];

const byAction: Readonly<Record<string, MessageId>> = {
  'conversation.started': 'did_started',
  'reply.scheduled': 'did_scheduled',
  'reply.schedule_cancelled': 'did_unscheduled',
  'lead.created': 'did_leadCreated',
  'lead.updated': 'did_leadUpdated',
  'message.retried': 'did_retried',
  'message.cancelled': 'did_cancelled',
  'message.confirmed': 'did_confirmed',
  'contact.merged': 'did_merged',
  'contact.unmerged': 'did_unmerged',
  'contact.updated': 'did_contactUpdated',
  'contact.address_separated': 'did_separated',
  'contact.opt_out_cleared': 'did_optOutCleared',
  'contact.erasure_started': 'did_erased',
};

/** What happened, a sentence for each change. Values of lists are ids; one that is archived by now is named so. */
export function activityTexts(
  { action, actor, changes }: Activity,
  company: Pick<Company, 'users' | 'teams' | 'topics' | 'labels' | 'leadStages' | 'viewer'>,
): readonly string[] {
  const name = authorName(actor, company.viewer.id);
  const isLead = action.startsWith('lead.');
  const texts = changes.flatMap(change => textsOf(change, { name, isLead, company, changes }));
  if (texts.length > 0) return texts;
  return [t(byAction[action] ?? 'did_other', { name, action })];
}

interface Context {
  readonly name: string;
  readonly isLead: boolean;
  readonly company: Pick<Company, 'users' | 'teams' | 'topics' | 'labels' | 'leadStages' | 'viewer'>;
  readonly changes: readonly Change[];
}

function textsOf(
  { field, before, after }: Change,
  { name, isLead, company, changes }: Context,
): readonly string[] {
  const { users, teams, topics, labels, leadStages } = company;
  const one = (id: MessageId, none: MessageId, list: readonly Named[]) => [
    after === null || after === undefined ? t(none, { name }) : t(id, { name, value: nameIn(list, after) }),
  ];
  switch (field) {
    case 'status': {
      if (after !== 'SNOOZED')
        return [t(statusTexts[String(after)] ?? 'did_other', { name, action: String(after) })];
      const until = changes.find(change => change.field === 'snoozedUntil')?.after;
      return [t('did_snoozed', { name, time: typeof until === 'string' ? formatDateTime(until) : '' })];
    }
    case 'assigneeId':
      return one('did_assigned', 'did_unassigned', users.nodes);
    case 'ownerId':
      return one('did_owner', 'did_noOwner', users.nodes);
    case 'teamId':
      return one('did_team', 'did_noTeam', teams);
    case 'topicId':
      return isLead
        ? one('did_leadTopic', 'did_noLeadTopic', topics)
        : one('did_topic', 'did_noTopic', topics);
    case 'value':
      return isMoney(after)
        ? [t('did_leadValue', { name, value: formatMoney(after) })]
        : [t('did_noLeadValue', { name })];
    case 'stageId':
      return one('did_stage', 'did_stage', leadStages);
    case 'labelIds': {
      const [old, now] = [toIds(before), toIds(after)];
      return [
        ...now
          .filter(id => !old.includes(id))
          .map(id => t('did_labelAdded', { name, value: nameIn(labels, id) })),
        ...old
          .filter(id => !now.includes(id))
          .map(id => t('did_labelRemoved', { name, value: nameIn(labels, id) })),
      ];
    }
    case 'handoff':
      return [t(handoffTexts[String(after)] ?? 'did_tookOver', { name })];
    default:
      return [];
  }
}

const handoffTexts: Readonly<Record<string, MessageId>> = {
  AI_ACTIVE: 'did_gaveBack',
  HANDOFF_REQUESTED: 'did_askedPerson',
};
const isMoney = (value: unknown): value is { readonly amount: unknown; readonly currency: string } =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;

const statusTexts: Readonly<Record<string, MessageId>> = {
  OPEN: 'did_opened',
  PENDING: 'did_pending',
  RESOLVED: 'did_resolved',
};

interface Named {
  readonly id: string;
  readonly name: string;
}

const nameIn = (list: readonly Named[], id: unknown): string =>
  cleanName(list.find(item => item.id === id)?.name) || t('archivedOne');
const toIds = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
