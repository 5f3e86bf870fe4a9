import { useState } from 'react';
import { t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { lazyLayer } from '../ui/index.js';

const AiCalls = lazyLayer(async () => (await import('./ai-calls.js')).AiCalls);

/** What the assistant was asked in this conversation: read when it is opened, for those who manage assistants. */
export function AiCallsSection({ conversationId }: { readonly conversationId: string }) {
  const { viewer, aiAssistants } = useCompany();
  const [isOpen, setOpen] = useState(false);
  if (aiAssistants.length === 0 || !viewer.permissions.includes('MANAGE_DESK')) return null;
  return (
    <details className="ai-calls" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('aiCalls')}</summary>
      {isOpen && <AiCalls conversationId={conversationId} />}
    </details>
  );
}
