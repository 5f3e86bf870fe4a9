/** Adds the demo's conversations after the server has started. */
import { demoPassword, demoTenant, demoUsers } from '../accounts/demo-data.js';
import { addDemoConversations } from '../server/demo-conversations.js';
import type { DatabaseParts } from './database.js';
import type { Part, ServerContext } from './server-context.js';
import type { UseCaseParts } from './use-cases.js';

/** Begins; the start does not wait for it, a stop does. */
export function startDemoConversations(
  { config, hasDemo, address, info, alert }: ServerContext,
  { database }: Pick<DatabaseParts, 'database'>,
  { simulators, outbox }: Pick<UseCaseParts['useCases'], 'simulators' | 'outbox'>,
): Part {
  const stopping = new AbortController();
  const manager = demoUsers.at(-1);
  const add = async (company: Parameters<typeof addDemoConversations>[0]): Promise<void> => {
    const conversations = await addDemoConversations(company, stopping.signal);
    // Among the last lines of a first start: those before it have pushed the addresses out of sight.
    const text = `the demo's conversations are there: ${address.url}/inbox, ${demoUsers[0]?.email}, ${demoPassword}`;
    if (conversations > 0) info(text, { conversations });
  };
  const added =
    hasDemo && config.demoConversations && simulators && manager
      ? add({ database, simulators, outbox, company: demoTenant.slug, colleague: manager.email }).catch(
          error => alert('conversations of the demo were not added', { error: String(error) }),
        )
      : null;
  return {
    stop: async () => {
      stopping.abort();
      await added;
    },
  };
}
