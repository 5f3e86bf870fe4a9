import { type HandoffState, SetHandoffDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import type { Desk } from '../live/index.js';
import { showToast } from '../ui/index.js';

/** Takes conversations over (HUMAN_ACTIVE), or gives them back to the assistant (AI_ACTIVE). */
export async function setHandoff(desk: Desk, ids: readonly string[], state: HandoffState): Promise<void> {
  const answers = await Promise.all(
    ids.map(conversationId => desk.client.mutation(SetHandoffDocument, { input: { conversationId, state } })),
  );
  const error = answers.find(answer => answer.error)?.error;
  if (!error) return;
  const isRefused = error.graphQLErrors[0]?.extensions.code === 'CONFLICT';
  showToast({ text: t(isRefused ? 'handoffRefused' : 'actionFailed') });
}
