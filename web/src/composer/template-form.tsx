import { type FormEvent, useId, useState } from 'react';
import { useQuery } from 'urql';
import { type RowPartsFragment, TemplatesDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { cleanName, formatMoment } from '../ui/index.js';
import type { Outbox } from './outbox.js';

/** Properties of `TemplateForm`. */
export interface TemplateFormProps {
  readonly conversation: RowPartsFragment;
  readonly outbox: Outbox;
  /** What was written while free text was possible; it is kept. */
  readonly draft: string;
  /** The number does not send. */
  readonly isOff: boolean;
}

/** Sends an approved template while free text is not possible. */
export function TemplateForm({ conversation, outbox, draft, isOff }: TemplateFormProps) {
  const { id: conversationId, channel, lastInboundAt } = conversation;
  const [{ data, fetching, error }, reload] = useQuery({
    query: TemplatesDocument,
    variables: { channelId: channel.id },
  });
  const [chosen, setChosen] = useState('');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const fieldId = useId();
  const templates = (data?.messageTemplates ?? []).filter(({ status }) => status === 'APPROVED');
  const template = templates.find(({ id }) => id === chosen);
  const preview = template ? fillTemplate(template.body, values) : '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!template || isOff) return;
    outbox.add({
      ...{ conversationId, channelId: channel.id, text: '', attachmentIds: [], fileNames: [template.name] },
      ...{ mimeTypes: [], quote: null, cannedReplyId: null, cannedFileNames: [] },
      ...{ templateId: template.id, templateVariables: values },
    });
    setChosen('');
    setValues({});
  };
  return (
    <form className="template-form" onSubmit={submit}>
      <p className="warning">
        {t('windowClosed')} {lastInboundAt !== null && t('wroteLast', { time: formatMoment(lastInboundAt) })}
      </p>
      {draft !== '' && (
        <textarea
          disabled
          rows={2}
          value={draft}
          dir="auto"
          aria-label={t('draftWaits')}
          title={t('draftWaits')}
        />
      )}
      {error && !data && (
        <p className="fault" role="alert">
          {t('noAnswer')}{' '}
          <button type="button" className="button" onClick={() => reload({ requestPolicy: 'network-only' })}>
            {t('tryAgain')}
          </button>
        </p>
      )}
      {!fetching && !error && templates.length === 0 && <p className="muted">{t('noTemplates')}</p>}
      {templates.length > 0 && (
        <label>
          {t('template')}
          <select value={chosen} onChange={event => setChosen(event.target.value)}>
            <option value="">{t('chooseTemplate')}</option>
            {templates.map(({ id, name, language }) => (
              <option key={id} value={id}>
                {`${cleanName(name)} (${language})`}
              </option>
            ))}
          </select>
        </label>
      )}
      {template?.variables.map(name => (
        <label key={name} htmlFor={`${fieldId}-${name}`}>
          {labelOf(name)}
          <input
            id={`${fieldId}-${name}`}
            type={name.startsWith('media.') ? 'url' : 'text'}
            required
            value={values[name] ?? ''}
            onChange={event => setValues({ ...values, [name]: event.target.value })}
          />
        </label>
      ))}
      {template && (
        <>
          <p className="text box" dir="auto" aria-live="polite">
            {preview}
          </p>
          <button type="submit" className="button primary" disabled={isOff}>
            {t('sendTemplate')}
          </button>
        </>
      )}
    </form>
  );
}

/** Variables outside of the text have names of their own. */
function labelOf(name: string): string {
  if (name.startsWith('media.')) return t('templateMedia');
  if (name.startsWith('button.')) return t('templateButton');
  return t('templateValue', { name: cleanName(name) });
}

/** The text with the values that are known. */
export function fillTemplate(body: string, values: Readonly<Record<string, string>>): string {
  return body.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (place, name: string) => values[name] || place);
}
