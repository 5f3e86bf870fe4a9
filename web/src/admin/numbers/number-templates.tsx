import { useState } from 'react';
import {
  DeleteTemplateDocument,
  NumberTemplatesDocument,
  SyncTemplatesDocument,
  UpsertTemplateDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  ConfirmButton,
  FaultBox,
  Form,
  Moment,
  Section,
  TextField,
  useChange,
  useData,
} from '../../kit/index.js';

/** Properties of `NumberTemplates`. */
export interface NumberTemplatesProps {
  readonly channelId: string;
  /** True if the provider lists its templates; else they are registered here. */
  readonly isListed: boolean;
}

/** The approved templates of a number. */
export function NumberTemplates({ channelId, isListed }: NumberTemplatesProps) {
  const { data, fault, reload } = useData(NumberTemplatesDocument, { channelId });
  const sync = useChange(SyncTemplatesDocument);
  const remove = useChange(DeleteTemplateDocument);
  const [isAdding, setAdding] = useState(false);
  const templates = data?.messageTemplates ?? [];
  const onSync = async () => {
    if (await sync.run({ input: { channelId } })) reload();
  };
  const onDelete = async (id: string) => {
    if (await remove.run({ input: { id } })) reload();
  };
  return (
    <Section title={t('numTemplates')} help={t(isListed ? 'numTemplatesListed' : 'numTemplatesOwn')}>
      <FaultBox fault={fault ?? sync.fault ?? remove.fault} onRetry={reload} />
      {data !== null && templates.length === 0 && <p>{t('numNoTemplates')}</p>}
      {templates.length > 0 && (
        <div className="table-frame">
          <table className="table">
            <caption className="visually-hidden">{t('numTemplates')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('numTemplateName')}</th>
                <th scope="col">{t('numTemplateText')}</th>
                <th scope="col">{t('numState')}</th>
                <th scope="col">{t('numTemplateRead')}</th>
                {!isListed && <th scope="col">{t('numDo')}</th>}
              </tr>
            </thead>
            <tbody>
              {templates.map(({ id, name, language, body, category, status, updatedAt }) => (
                <tr key={id}>
                  <td data-title={t('numTemplateName')}>
                    {name} <span className="muted">{language}</span>
                  </td>
                  <td data-title={t('numTemplateText')} className="template-text" dir="auto">
                    {body}
                  </td>
                  <td data-title={t('numState')}>
                    {status}
                    {category !== null && <span className="muted"> {category}</span>}
                  </td>
                  <td data-title={t('numTemplateRead')}>
                    <Moment at={updatedAt} />
                  </td>
                  {!isListed && (
                    <td data-title={t('numDo')}>
                      <ConfirmButton
                        label={t('numTemplateDelete')}
                        question={t('numTemplateDeleteQuestion', { name })}
                        onConfirm={() => void onDelete(id)}
                      />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isListed ? (
        <button type="button" className="button" disabled={sync.isBusy} onClick={() => void onSync()}>
          {t('numTemplatesSync')}
        </button>
      ) : isAdding ? (
        <NewTemplate
          channelId={channelId}
          onDone={() => {
            setAdding(false);
            reload();
          }}
        />
      ) : (
        <button type="button" className="button" onClick={() => setAdding(true)}>
          {t('numTemplateAdd')}
        </button>
      )}
    </Section>
  );
}

function NewTemplate({ channelId, onDone }: { readonly channelId: string; readonly onDone: () => void }) {
  const { run, isBusy, fault } = useChange(UpsertTemplateDocument);
  const [name, setName] = useState('');
  const [language, setLanguage] = useState('');
  const [body, setBody] = useState('');
  const save = async () => {
    if (await run({ input: { channelId, name, language, body } })) onDone();
  };
  return (
    <Form onSubmit={() => void save()} onCancel={onDone} isBusy={isBusy} fault={fault}>
      <TextField
        name="name"
        label={t('numTemplateName')}
        hint={t('numTemplateNameHint')}
        value={name}
        onChange={setName}
        isRequired
        fault={fault}
      />
      <TextField
        name="language"
        label={t('numTemplateLanguage')}
        hint={t('numTemplateLanguageHint')}
        value={language}
        onChange={setLanguage}
        isRequired
        fault={fault}
      />
      <TextField
        name="body"
        label={t('numTemplateText')}
        hint={t('numTemplateTextHint')}
        value={body}
        onChange={setBody}
        isRequired
        rows={4}
        fault={fault}
      />
    </Form>
  );
}
