/** Projections of an inbox page: the columns of each conversation, and the loaders of the joined rows. */
import type { EntityClass } from '@mikro-orm/core';
import { tableOf } from '../database/columns.js';
import { type RowShape, shapeOf, shapeOfOnly } from '../database/row-shape.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { hiddenOfUser, User } from '../entities/user.entity.js';
import { type InboxColumns, type InboxRelation, inboxRelations } from './inbox-columns.js';
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

function toKey({ conversation: own, related }: InboxColumns): string {
  const parts = [...related].map(([relation, names]) => `${relation} ${[...names].sort()}`).sort();
  return [[...own].sort(), ...parts].join(' | ');
}

function makeNarrow(name: string, { conversation: own, related }: InboxColumns): InboxProjection | null {
  const conversationShape = shapeOfOnly(Conversation, own);
  const tables = [...related].map(([relation, names]) => joinedOnly[relation](names));
  if (!conversationShape || tables.includes(null)) return null;
  return projectionOf(name, conversationShape, tables as Joined[]);
}

const joinedOnly: Readonly<Record<InboxRelation, (names: ReadonlySet<string>) => Joined | null>> = {
  channel: only('ch', Channel, 'channel'),
  contact: only('ct', Contact, 'contact'),
  lastMessage: only('lm', Message, 'lastMessage'),
};

function only<Entity extends { id: string }>(
  alias: string,
  entity: EntityClass<Entity>,
  relation: InboxRelation,
): (names: ReadonlySet<string>) => Joined | null {
  const loaderName = relation === 'lastMessage' ? 'message' : relation;
  const table = tableOf(entity) as unknown as Parameters<typeof joined>[1];
  return names => {
    const shape = shapeOfOnly(entity, names);
    const key = conversation[inboxRelations[relation].key];
    return shape && joined(alias, table, key, shape, l => l[loaderName] as never);
  };
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
