import { useLocation } from 'wouter';
import { AdminAssistantsDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { Empty, Page, useLiveReload, useRows } from '../../kit/index.js';
import { AssistantDetail, type Part } from './assistant-detail.js';
import { AssistantForm } from './assistant-form.js';
import { AssistantList } from './assistant-list.js';
import './assistants.css';
import { useCheck } from './use-check.js';

const path = /^\/admin\/assistants\/([\w-]+)(?:\/(facts|try|usage))?$/;

/** Assistants: the list, a new one, or one of them. */
export default function AssistantsPage() {
  const [location, navigate] = useLocation();
  const list = useRows(AdminAssistantsDocument, {}, data => data.aiAssistants);
  useLiveReload(['TENANT_UPDATED'], list.reload);
  const check = useCheck();
  const [, id, part = 'settings'] = path.exec(location) ?? [];
  if (id === undefined) return <AssistantList list={list} />;
  const back = ['/admin/assistants', t('ai_back')] as const;
  if (id === 'new')
    return (
      <Page title={t('ai_new')} help={t('ai_newHelp')} back={back}>
        <AssistantForm
          assistant={null}
          onSaved={(savedId, asksModel) => {
            list.reload();
            if (asksModel) void check.ask(savedId).then(list.reload);
            navigate(`/admin/assistants/${savedId}`);
          }}
        />
      </Page>
    );
  const assistant = list.items.find(item => item.id === id);
  if (assistant)
    return <AssistantDetail key={id} {...{ assistant, part: part as Part, check }} onChanged={list.reload} />;
  return (
    <Page title={t('assistants')} back={back}>
      {list.isLoading ? <p className="notice">{t('loading')}</p> : <Empty>{t('ai_missing')}</Empty>}
    </Page>
  );
}
