import type { UpdateResolver } from '@urql/exchange-graphcache';
import type { EventsSubscription } from '../gql/operations.js';

/**
 * Takes persons who are erased out of the cache, with their conversations: what is shown of them is read again. Their
 * texts are emptied after the erasure is known, which changes of the conversations report.
 *
 * @param isErased whether a person was erased before
 */
export function forgetErased(isErased: (contactId: string) => boolean): UpdateResolver {
  return (result, _variables, cache) => {
    const { events } = result as unknown as EventsSubscription;
    if (events.__typename !== 'DomainEvent') return;
    const { type, node, nodeId } = events;
    if (node?.__typename === 'Conversation' && isErased(node.contact.id))
      cache.invalidate(`Conversation:${nodeId}`);
    if (type !== 'CONTACT_ERASED') return;
    const person = `Contact:${nodeId}`;
    for (const { fieldKey } of cache.inspectFields('Query')) {
      const key = cache.resolve('Query', fieldKey);
      if (typeof key === 'string' && cache.resolve(key, 'contact') === person) cache.invalidate(key);
    }
    cache.invalidate(person);
  };
}
