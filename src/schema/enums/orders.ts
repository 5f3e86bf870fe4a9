/** Orders of lists. */
import { BookingOrder, ContactOrder, ConversationOrder, LeadOrder } from '../../domain/list-order.js';
import { register } from '../register-enum.js';

register(ConversationOrder, 'ConversationOrder', 'Order of a list of conversations.', {
  LATEST_ACTIVITY_FIRST: 'By `lastActivityAt`, the latest first.',
  OLDEST_ACTIVITY_FIRST: 'By `lastActivityAt`, the oldest first.',
});

register(ContactOrder, 'ContactOrder', 'Order of a list of contacts.', {
  NEWEST_FIRST: 'By creation, the newest first.',
  NAME: 'By the first 50 characters of the display name, without regard to case; contacts without a name last.',
});

register(LeadOrder, 'LeadOrder', 'Order of a list of leads.', {
  NEWEST_FIRST: 'By creation, the newest first.',
  LATEST_CHANGE_FIRST: 'By `updatedAt`, the latest first.',
});

register(BookingOrder, 'BookingOrder', 'Order of a list of bookings.', {
  LATEST_VISIT_FIRST: 'By the start of the visit, the latest first; bookings without a start last.',
  NEXT_VISIT_FIRST: 'By the start of the visit, the earliest first; bookings without a start are left out.',
});
