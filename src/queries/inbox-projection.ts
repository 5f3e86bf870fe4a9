/** What a page of the inbox reads of each conversation, and where the joined rows go. */
import { tableOf } from '../database/columns.js';
import { type RowShape, shapeOf } from '../database/row-shape.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { User } from '../entities/user.entity.js';
import type { Loaders } from './loaders.js';
import type { Projection } from './page-sql.js';
import type { RowLoader } from './row-loader.js';
import type { ConversationRow } from './rows.js';

const conversation = tableOf(Conversation).of('c');

/** One joined table: its rows' shape, how it joins, and the loader that its rows go to. */
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
  joined('ct', tableOf(Contact), conversation.contactId, shapeOf(Contact, ['createdAt']), l => l.contact),
  joined('lm', tableOf(Message), conversation.lastMessageId, shapeOf(Message), l => l.message),
];
const full: readonly Joined[] = [
  ...card,
  joined('ci', tableOf(ContactIdentity), conversation.identityId, shapeOf(ContactIdentity), l => l.identity),
  joined('ld', tableOf(Lead), conversation.leadId, shapeOf(Lead, ['topicSource']), l => l.lead),
  joined(
    'us',
    tableOf(User),
    conversation.assigneeId,
    shapeOf(User, ['passwordHash', 'sessionEpoch', 'createdAt']),
    l => l.user,
  ),
];

/** Conversation, channel, contact and last message: what a list shows. */
export const cardProjection = projectionOf('card', card);
/** The card, with address, lead and assignee. */
export const fullProjection = projectionOf('full', full);

function projectionOf(
  name: string,
  tables: readonly Joined[],
): (loaders: Loaders) => Projection<ConversationRow> {
  const select = [ofConversation.sql('c'), ...tables.map(({ shape, alias }) => shape.sql(alias))].join(', ');
  const joins = tables.map(table => table.sql).join(' ');
  let width = ofConversation.width;
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
        const row = ofConversation.read(values, 0, tenantId);
        if (row === null) return null;
        for (const { shape, offset, loader } of targets) {
          const id = values[offset] as string | null;
          // A page has few channels and colleagues and many rows of each: one object does for all.
          if (id === null || loader.isKnown(id)) continue;
          loader.prime(shape.read(values, offset, tenantId) as never);
        }
        (loaders.conversation as RowLoader<ConversationRow>).prime(row);
        return row;
      },
    };
  };
}
