/** Projections of an inbox page: the columns of each conversation, and the loaders of the joined rows. */
import type { EntityClass } from '@mikro-orm/core';
import { tableOf } from '../database/columns.js';
import { type RowShape, shapeOf, shapeOfOnly } from '../database/row-shape.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Message } from '../entities/message.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { hiddenOfUser, User } from '../entities/user.entity.js';
import { type InboxColumns, type InboxType, inboxRelations } from './inbox-columns.js';
import type { Loaders } from './loaders.js';
import type { Projection } from './page-sql.js';
import type { RowLoader } from './row-loader.js';
import type { ConversationRow } from './rows.js';

const conversation = tableOf(Conversation).of('c');

/** One joined table: the form of its rows, its join, and the loader for its rows. */
interface Joined {
  readonly alias: string;
  readonly shape: RowShape<{ readonly id: string }>;
  readonly sql: string;
  loaderOf(loaders: Loaders): Pick<RowLoader<never>, 'prime' | 'isKnown'>;
}

function joined<Row extends { readonly id: string }>(
  alias: string,
  table: { readonly table: string; of(alias: string): { readonly id: string } },
  key: string,
  shape: RowShape<Row>,
  loaderOf: (loaders: Loaders) => RowLoader<Row>,
): Joined {
  return {
    alias,
    shape,
    sql: `left join ${table.table} ${alias} on ${table.of(alias).id} = ${key}`,
    loaderOf,
  };
}

const ofConversation = shapeOf(Conversation, ['createdAt', 'topicSource']);

const card: readonly Joined[] = [
  joined('ch', tableOf(Channel), conversation.channelId, shapeOf(Channel), l => l.channel),
  joined('ct', tableOf(Contact), conversation.contactId, shapeOf(Contact), l => l.contact),
  joined('lm', tableOf(Message), conversation.lastMessageId, shapeOf(Message), l => l.message),
];
const full: readonly Joined[] = [
  ...card,
  joined('ci', tableOf(ContactIdentity), conversation.identityId, shapeOf(ContactIdentity), l => l.identity),
  joined('ld', tableOf(Lead), conversation.leadId, shapeOf(Lead, ['topicSource']), l => l.lead),
  joined('us', tableOf(User), conversation.assigneeId, shapeOf(User, hiddenOfUser), l => l.user),
];

/** Conversation, channel, contact and last message: the columns of a list. */
export const cardProjection = projectionOf('card', ofConversation, card);
/** The card, with address, lead and assignee. */
export const fullProjection = projectionOf('full', ofConversation, full);

type InboxProjection = (loaders: Loaders) => Projection<ConversationRow>;

/** Each has its own statements, prepared by every connection of the pool; so their number is limited. */
const maxNarrow = 32;
const narrow = new Map<string, InboxProjection>();
/** Keyed by the object itself: a caller keeps one for each operation that it knows. */
const found = new WeakMap<InboxColumns, InboxProjection>();

/** The selected columns; the whole card once there are too many combinations. */
export function columnsProjection(columns: InboxColumns): InboxProjection {
  const projection = found.get(columns) ?? findNarrow(columns);
  found.set(columns, projection);
  return projection;
}

function findNarrow(columns: InboxColumns): InboxProjection {
  const key = toKey(columns);
  const known = narrow.get(key);
  if (known) return known;
  const made = narrow.size < maxNarrow ? makeNarrow(`columns-${narrow.size}`, columns) : null;
  if (made) narrow.set(key, made);
  return made ?? cardProjection;
}

function toKey({ columns, paths }: InboxColumns): string {
  const parts = [...columns].map(([type, names]) => `${type} ${[...names].sort()}`).sort();
  return [...parts, [...paths].sort()].join(' | ');
}

function makeNarrow(name: string, { columns, paths }: InboxColumns): InboxProjection | null {
  const conversationShape = shapeOfOnly(Conversation, columns.get('Conversation') ?? new Set());
  if (conversationShape === null) return null;
  const tables: Joined[] = [];
  const places = new Map<string, Place>([['', { type: 'Conversation', alias: 'c' }]]);
  for (const path of paths) {
    const cut = path.lastIndexOf('.');
    const from = places.get(path.slice(0, Math.max(cut, 0)));
    const relation = from && inboxRelations[from.type]?.[path.slice(cut + 1)];
    if (!from || !relation) return null;
    const alias = `j${tables.length}`;
    const { key, type } = relation;
    const column = tableOf(entities[from.type]).of(from.alias)[key as never] as string;
    const table = joinedOnly(type, alias, column, columns.get(type) ?? new Set());
    if (table === null) return null;
    tables.push(table);
    places.set(path, { type, alias });
  }
  return projectionOf(name, conversationShape, tables);
}

/** A table of a narrow projection. */
interface Place {
  readonly type: 'Conversation' | InboxType;
  readonly alias: string;
}

const entities: Readonly<Record<Place['type'], EntityClass<{ id: string }>>> = {
  ...{ Conversation, Channel, Contact, ContactIdentity, Lead, LeadStage, Message, Topic, User },
};
const loaderNames = {
  Channel: 'channel',
  Contact: 'contact',
  ContactIdentity: 'identity',
  Lead: 'lead',
  LeadStage: 'stage',
  Message: 'message',
  Topic: 'topic',
  User: 'user',
} as const satisfies Record<InboxType, keyof Loaders>;

function joinedOnly(type: InboxType, alias: string, key: string, names: ReadonlySet<string>): Joined | null {
  const hidden: readonly string[] = type === 'User' ? hiddenOfUser : [];
  if (hidden.some(name => names.has(name))) return null;
  const shape = shapeOfOnly(entities[type], names);
  const loaderOf = (loaders: Loaders) =>
    loaders[loaderNames[type]] as unknown as RowLoader<{ readonly id: string }>;
  return shape && joined(alias, tableOf(entities[type]), key, shape, loaderOf);
}

function projectionOf(
  name: string,
  shapeOfRow: RowShape<ConversationRow>,
  tables: readonly Joined[],
): InboxProjection {
  const select = [shapeOfRow.sql('c'), ...tables.map(({ shape, alias }) => shape.sql(alias))].join(', ');
  const joins = tables.map(table => table.sql).join(' ');
  let width = shapeOfRow.width;
  const placed = tables.map(table => {
    const offset = width;
    width += table.shape.width;
    return { ...table, offset };
  });
  return loaders => {
    const targets = placed.map(({ shape, offset, loaderOf }) => ({
      shape,
      offset,
      loader: loaderOf(loaders),
    }));
    return {
      name,
      width,
      select,
      joins,
      read: (values, tenantId) => {
        const row = shapeOfRow.read(values, 0, tenantId);
        if (row === null) return null;
        for (const { shape, offset, loader } of targets) {
          const id = values[offset] as string | null;
          // A page has few channels and users and many rows of each: one object is shared by all.
          if (id === null || loader.isKnown(id)) continue;
          loader.prime(shape.read(values, offset, tenantId) as never);
        }
        (loaders.conversation as RowLoader<ConversationRow>).prime(row);
        return row;
      },
    };
  };
}
