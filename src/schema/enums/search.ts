/** What a search finds. */
import { SearchKind } from '../../domain/vocabulary.js';
import { register } from '../register-enum.js';

register(SearchKind, 'SearchKind', 'What a search finds. More can be added.', {
  MESSAGE: 'Messages: their text or caption, and the names of their files.',
  CONVERSATION: 'Conversations: the name of the person, and the address.',
  CONTACT: 'Contacts: their name, phone and other addresses.',
  LEAD: 'Leads: their name and phone.',
  NOTE: 'Notes that are not a message: their text.',
});
