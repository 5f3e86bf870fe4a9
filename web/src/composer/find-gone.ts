import { WrittenConversationsDocument } from '../gql/operations.js';
import type { Desk } from '../live/index.js';

/** Ids of one request. */
const portion = 100;

/** Those of the conversations that no longer exist, or whose person is erased; none without an answer of the server. */
export async function findGone(desk: Desk, ids: readonly string[]): Promise<readonly string[]> {
  const gone: string[] = [];
  for (let from = 0; from < ids.length; from += portion) {
    const some = ids.slice(from, from + portion);
    const { data, error } = await desk.plain.query(WrittenConversationsDocument, { ids: some });
    // A part of an answer says nothing of what is missing.
    if (!data || error) return gone;
    const kept = data.nodes.flatMap(node =>
      node?.__typename === 'Conversation' && node.contact.erasedAt === null ? node.id : [],
    );
    gone.push(...some.filter(id => !kept.includes(id)));
  }
  return gone;
}
