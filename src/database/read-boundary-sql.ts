/** SQL of what a user has read: the id after which inbound messages are unread. */
import { ConversationRead } from '../entities/conversation-read.entity.js';
import { User } from '../entities/user.entity.js';
import { tableOf } from './columns.js';

/** The smallest version 7 UUID of a moment, as `firstUuidAt`. */
const firstUuidSql = (moment: string): string =>
  `(lpad(to_hex((extract(epoch from ${moment}) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`;

/** The id below which a user's messages count as read without a row. @param user alias of `users` */
export const unreadSinceSql = (user: string): string => firstUuidSql(tableOf(User).of(user).unreadSince);

/** The boundary. @param read alias of `conversation_reads`, left joined @param user alias of `users` */
export const readBoundarySql = (read: string, user: string): string =>
  `coalesce(${tableOf(ConversationRead).of(read).readUpTo}, ${unreadSinceSql(user)})`;
