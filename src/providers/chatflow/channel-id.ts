/** Finds the channel id of a request (docs/providers/chatflow.md, "Which number"). */
import { readWord, type Tree, toTree } from './loose-value.js';
import { NODE_INSTANCE_KEY } from './strip-body.js';

/** Placeholder for a channel id that cannot be read. No channel has it, so the message is quarantined. */
const UNREADABLE_CHANNEL_ID = '[unreadable]';

/**
 * Finds the instance id, in this order: root `instance_id`, `metadata.instance_id`, `channelId`, then aliases seen in
 * other software, then the URL's query. Null when the request has none.
 *
 * A documented id field that is neither text nor a number does not count as absent: the message would go to the default
 * channel.
 * @param scopes the objects from the body's root down to the message, outermost first
 */
export function findChannelId(scopes: readonly Tree[], query: Tree): string | null {
  for (const scope of scopes) {
    const id = firstStated([scope.instance_id, toTree(scope.metadata).instance_id, scope.channelId]);
    if (id !== null) return id;
  }
  for (const scope of scopes) {
    const id = firstWord([
      toTree(scope.metadata).instanceId,
      toTree(scope.metadata).channelId,
      scope.instanceId,
      scope.instance,
      scope.channel_id,
      scope[NODE_INSTANCE_KEY],
      toTree(scope.context).instance_id,
      toTree(scope.data).instance_id,
      toTree(scope.payload).instance_id,
    ]);
    if (id !== null) return id;
  }
  return firstWord([query.instance_id, query.instanceId, query.channelId, query.channel_id]);
}

function firstStated(values: readonly unknown[]): string | null {
  for (const value of values) {
    const id = readWord(value);
    if (id !== null) return id;
    if ((typeof value === 'object' && value !== null) || value === true) return UNREADABLE_CHANNEL_ID;
  }
  return null;
}

function firstWord(values: readonly unknown[]): string | null {
  return values.map(value => readWord(value)).find(id => id !== null) ?? null;
}
