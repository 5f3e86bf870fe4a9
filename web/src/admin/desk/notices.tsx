import { useState } from 'react';
import {
  AdminNoticePreviewDocument,
  AdminNoticesDocument,
  type NoticeTemplatePartsFragment,
  UpsertNoticeDocument,
} from '../../gql/operations.js';
import { locales, t } from '../../i18n/index.js';
import {
  CheckField,
  DataTable,
  Empty,
  type Fault,
  FaultBox,
  Form,
  SelectField,
  TextField,
  toFault,
  useChange,
  useRows,
} from '../../kit/index.js';
import { useDesk } from '../../live/index.js';
import { Dialog } from '../../ui/index.js';
import { noticeVariables } from './variables.js';

type Notice = NoticeTemplatePartsFragment;
type Kind = Notice['noticeKind'];
const kinds: readonly Kind[] = ['CREATED', 'UPDATED', 'CANCELLED', 'REMINDER', 'GROUPED'];

/** Templates of booking notices: built-in ones, and those that replace them. */
export function Notices() {
  const list = useRows(AdminNoticesDocument, {}, data => data.notificationTemplates);
  const [edited, setEdited] = useState<Notice | 'NEW' | null>(null);
  const onDone = () => {
    setEdited(null);
    list.reload();
  };
  return (
    <section className="entry-list" aria-label={t('desk_notices')}>
      <div className="row-actions">
        <button type="button" className="button primary" onClick={() => setEdited('NEW')}>
          {t('desk_addNotice')}
        </button>
      </div>
      <DataTable
        caption={t('desk_notices')}
        list={list}
        keyOf={({ id }) => id}
        empty={<Empty>{t('desk_noNotices')}</Empty>}
        columns={[
          {
            key: 'kind',
            title: t('desk_noticeKind'),
            cell: ({ noticeKind }) => t(`desk_notice_${noticeKind}`),
          },
          { key: 'locale', title: t('language'), cell: ({ locale }) => locale },
          {
            key: 'from',
            title: t('desk_noticeFrom'),
            cell: ({ isBuiltIn, businessType }) =>
              [t(isBuiltIn ? 'desk_builtIn' : 'desk_custom'), businessType].filter(Boolean).join(' · '),
          },
          { key: 'body', title: t('desk_text'), cell: ({ body }) => <div className="snippet">{body}</div> },
          {
            key: 'variants',
            title: t('desk_variants'),
            cell: ({ variants }) =>
              variants
                .map(({ key, sent, delivered, replied }) =>
                  t('desk_variant', { key, sent, delivered, replied }),
                )
                .join('; ') || '—',
          },
          {
            key: 'actions',
            title: t('actions'),
            cell: notice => (
              <button
                type="button"
                className="button"
                aria-label={`${t('edit')}: ${t(`desk_notice_${notice.noticeKind}`)} ${notice.locale}`}
                onClick={() => setEdited(notice)}
              >
                {t('edit')}
              </button>
            ),
          },
        ]}
      />
      <Dialog title={t('desk_notice')} isOpen={edited !== null} onClose={() => setEdited(null)}>
        {edited !== null && <NoticeForm notice={edited === 'NEW' ? null : edited} onDone={onDone} />}
      </Dialog>
    </section>
  );
}

function NoticeForm({ notice, onDone }: { readonly notice: Notice | null; readonly onDone: () => void }) {
  const { plain } = useDesk();
  const [kind, setKind] = useState<Kind>(notice?.noticeKind ?? 'CREATED');
  const [locale, setLocale] = useState(notice?.locale ?? 'ru');
  const [body, setBody] = useState(notice?.body ?? '');
  const [attachCalendarFile, setCalendar] = useState(notice?.attachCalendarFile ?? false);
  const [preview, setPreview] = useState<string | null>(null);
  const [previewFault, setPreviewFault] = useState<Fault | null>(null);
  const { run, isBusy, fault } = useChange(UpsertNoticeDocument);
  const businessType = notice?.businessType ?? null;
  const submit = async () => {
    const id = notice && !notice.isBuiltIn ? { id: notice.id } : {};
    if (await run({ input: { ...id, kind, locale, businessType, body, attachCalendarFile } })) onDone();
  };
  const show = async () => {
    const { data, error } = await plain.query(AdminNoticePreviewDocument, {
      input: { kind, locale, businessType, body },
    });
    setPreview(data?.notificationPreview.text ?? null);
    setPreviewFault(error ? toFault(error) : null);
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault}>
      {notice?.isBuiltIn && <p className="muted">{t('desk_replacesBuiltIn')}</p>}
      {notice === null && (
        <>
          <SelectField
            {...{ name: 'kind', label: t('desk_noticeKind'), fault, value: kind }}
            onChange={value => setKind(value as Kind)}
            options={kinds.map(id => [id, t(`desk_notice_${id}`)] as const)}
          />
          <SelectField
            {...{ name: 'locale', label: t('language'), fault, value: locale, onChange: setLocale }}
            options={Object.entries(locales)}
          />
        </>
      )}
      <TextField
        {...{ name: 'body', label: t('desk_text'), fault, rows: 8, maxLength: 2_000, isRequired: true }}
        {...{ value: body, onChange: setBody, hint: noticeVariables.map(name => `{{${name}}}`).join(' ') }}
      />
      <CheckField label={t('desk_calendar')} isChecked={attachCalendarFile} onChange={setCalendar} />
      <button type="button" className="button" onClick={() => void show()}>
        {t('desk_preview')}
      </button>
      <FaultBox fault={previewFault} />
      {preview !== null && (
        <p className="preview" role="status">
          {preview}
        </p>
      )}
    </Form>
  );
}
