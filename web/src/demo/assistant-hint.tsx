import { t } from '../i18n/index.js';
import { assistantOf, useCompany } from '../live/index.js';
import { cleanName, writeList } from '../ui/index.js';

/** Says that an assistant answers or proposes on a number. */
export function AssistantHint({ channelId }: { readonly channelId: string }) {
  const assistant = assistantOf(useCompany(), channelId);
  if (assistant === null) return null;
  return (
    <p className="muted">
      {t(assistant.mode === 'AUTO' ? 'demoAuto' : 'demoDraft', { name: cleanName(assistant.name) })}
    </p>
  );
}

/** Says where assistants answer and propose, and that the demo's model is simulated. */
export function AssistantNumbers() {
  const company = useCompany();
  const on = (mode: 'AUTO' | 'DRAFT') =>
    company.channels.nodes
      .filter(({ id }) => assistantOf(company, id)?.mode === mode)
      .map(({ label }) => cleanName(label));
  const [auto, draft] = [on('AUTO'), on('DRAFT')];
  if (auto.length === 0 && draft.length === 0) return null;
  return (
    <p className="muted first-assistant">
      {auto.length > 0 && t('firstAuto', { numbers: writeList(auto) })}{' '}
      {draft.length > 0 && t('firstDraft', { numbers: writeList(draft) })} {t('firstModel')}
    </p>
  );
}
