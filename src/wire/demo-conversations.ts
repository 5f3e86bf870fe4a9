/** Adds the demo's conversations after the server has started. */
import { demoTenant, demoUsers } from '../accounts/demo-data.js';
import { addDemoConversations } from '../server/demo-conversations.js';
import type { DatabaseParts } from './database.js';
import type { Part, ServerContext } from './server-context.js';
import type { UseCaseParts } from './use-cases.js';

/** Begins; the start does not wait for it, a stop does. */
export function startDemoConversations(
  { config, hasDemo, alert }: ServerContext,
  { database }: Pick<DatabaseParts, 'database'>,
  { simulators, outbox }: Pick<UseCaseParts['useCases'], 'simulators' | 'outbox'>,
): Part {
  const stopping = new AbortController();
  const manager = demoUsers.at(-1);
  const added =
    hasDemo && config.demoConversations && simulators && manager
      ? addDemoConversations(
          { database, simulators, outbox, company: demoTenant.slug, colleague: manager.email },
          stopping.signal,
        ).catch(error => alert('conversations of the demo were not added', { error: String(error) }))
      : null;
  return {
    stop: async () => {
      stopping.abort();
      await added;
    },
  };
}
