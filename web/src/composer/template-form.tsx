import { type FormEvent, useId, useState } from 'react';
import { useQuery } from 'urql';
import { type RowPartsFragment, TemplatesDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { cleanName } from '../ui/index.js';
import type { Outbox } from './outbox.js';

/** Properties of `TemplateForm`. */
export interface TemplateFormProps {
  readonly conversation: RowPartsFragment;
  readonly outbox: Outbox;
}

/** Sends an approved template while free text is not possible. */
export function TemplateForm({ conversation, outbox }: TemplateFormProps) {
  const { id: conversationId, channel } = conversation;
  const [{ data, fetching }] = useQuery({ query: TemplatesDocument, variables: { channelId: channel.id } });
  const [chosen, setChosen] = useState('');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const fieldId = useId();
  const templates = (data?.messageTemplates ?? []).filter(({ status }) => status === 'APPROVED');
  const template = templates.find(({ id }) => id === chosen);
  const preview = template ? fillTemplate(template.body, values) : '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!template) return;
    outbox.add({
      ...{ conversationId, channelId: channel.id, text: '', attachmentIds: [], fileNames: [template.name] },
      ...{ templateId: template.id, templateVariables: values },
    });
    setChosen('');
    setValues({});
  };
  return (
    <form className="template-form" onSubmit={submit}>
      <p className="warning">{t('windowClosed')}</p>
      {!fetching && templates.length === 0 && <p className="muted">{t('noTemplates')}</p>}
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
          {cleanName(name)}
          <input
            id={`${fieldId}-${name}`}
            required
            value={values[name] ?? ''}
            onChange={event => setValues({ ...values, [name]: event.target.value })}
          />
        </label>
      ))}
      {template && (
        <>
          <p className="text box" dir="auto">
            {preview}
          </p>
          <button type="submit" className="button primary">
            {t('sendTemplate')}
          </button>
        </>
      )}
    </form>
  );
}

/** The text with the values that are known. */
export function fillTemplate(body: string, values: Readonly<Record<string, string>>): string {
  return body.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (place, name: string) => values[name] || place);
}
