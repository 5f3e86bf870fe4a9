/** Notifications of a user: page, input and payload. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Notification } from '../entities/notification.entity.js';
import { createConnection } from './connection.js';

const Page = createConnection('Notification', Notification, {
  rows: 'notifications, newest first',
  hasSyncCursor: true,
});
const count = { simple: false, description: 'Your unread notifications; 100 means 100 or more.' };
Field(() => Int, count)(Page.prototype, 'unreadCount');

/** A page of notifications. */
export const NotificationConnection = Page;

/** Input of `markNotificationsRead`. */
@InputType({ description: 'Notifications that you have read.' })
export class MarkNotificationsReadInput {
  @Field(() => ID, { description: 'This one, and all older ones.' })
  upToId!: string;
}

/** Payload of `markNotificationsRead`. */
@ObjectType({ description: 'What is left.' })
export class NotificationsPayload {
  @Field(() => Int, { description: 'Your unread notifications; 100 means 100 or more.' })
  unreadCount!: number;
}
