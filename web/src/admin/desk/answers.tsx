import { useRef, useState } from 'react';
import {
  AdminAnswersDocument,
  AdminTeamNamesDocument,
  type AnswerPartsFragment,
  UpsertAnswerDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  CheckField,
  ChoicesField,
  EntryList,
  EntryName,
  Form,
  TextField,
  useChange,
  useRows,
} from '../../kit/index.js';
import { useCompany } from '../../live/index.js';
import { type AnswerFile, AnswerFiles } from './answer-files.js';
import { variables } from './variables.js';

/** Canned replies: text with variables, files, and who is offered them where. */
export function Answers() {
  const list = useRows(AdminAnswersDocument, {}, data => data.cannedReplies);
  const archive = useChange(UpsertAnswerDocument);
  return (
    <EntryList
      caption={t('desk_answers')}
      addLabel={t('desk_addAnswer')}
      empty={t('desk_noAnswers')}
      nameOf={({ shortcut }) => `/${shortcut}`}
      list={list}
      fault={archive.fault}
      onArchive={({ id }, isArchived) => archive.run({ input: { id, isArchived } })}
      columns={[
        {
          key: 'shortcut',
          title: t('desk_shortcut'),
          cell: ({ shortcut, isArchived }) => <EntryName entry={{ name: `/${shortcut}`, isArchived }} />,
        },
        { key: 'title', title: t('desk_title'), cell: ({ title }) => title },
        { key: 'text', title: t('desk_text'), cell: ({ body }) => <div className="snippet">{body}</div> },
        {
          key: 'for',
          title: t('desk_offeredTo'),
          cell: ({ owner, teams, channels }) =>
            [
              owner ? t('desk_own') : (teams?.map(({ name }) => name).join(', ') ?? t('desk_allPeople')),
              channels?.map(({ displayName }) => displayName).join(', '),
            ]
              .filter(Boolean)
              .join(' · '),
        },
        { key: 'used', title: t('desk_used'), isNumber: true, cell: ({ usedCount }) => usedCount },
      ]}
      form={(answer, onDone) => <AnswerForm answer={answer} onDone={onDone} />}
    />
  );
}

interface AnswerFormProps {
  readonly answer: AnswerPartsFragment | null;
  readonly onDone: () => void;
}

function AnswerForm({ answer, onDone }: AnswerFormProps) {
  const { channels } = useCompany();
  const teams = useRows(AdminTeamNamesDocument, {}, data => data.teams).items;
  const [values, setValues] = useState(() => toValues(answer));
  const { run, isBusy, fault } = useChange(UpsertAnswerDocument);
  const form = useRef<HTMLDivElement>(null);
  const set = (change: Partial<typeof values>) => setValues(before => ({ ...before, ...change }));
  const insert = (name: string) => {
    const area = form.current?.querySelector('textarea');
    const at = area?.selectionStart ?? values.body.length;
    set({ body: `${values.body.slice(0, at)}{{${name}}}${values.body.slice(area?.selectionEnd ?? at)}` });
    area?.focus();
  };
  const submit = async () => {
    const { shortcut, title, body, isShared, files } = values;
    const input = {
      ...(answer ? { id: answer.id } : {}),
      ...{ shortcut, title, body, isShared },
      attachmentIds: files.map(({ id }) => id),
      teamIds: isShared && values.hasTeams ? [...values.teamIds] : null,
      channelIds: values.hasNumbers ? [...values.channelIds] : null,
    };
    if (await run({ input })) onDone();
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault}>
      <TextField
        {...{ name: 'shortcut', label: t('desk_shortcut'), hint: t('desk_shortcutHint'), fault }}
        {...{
          value: values.shortcut,
          onChange: (shortcut: string) => set({ shortcut }),
          maxLength: 50,
          isRequired: true,
        }}
      />
      <TextField
        {...{ name: 'title', label: t('desk_title'), fault, maxLength: 100, isRequired: true }}
        {...{ value: values.title, onChange: (title: string) => set({ title }) }}
      />
      <div ref={form} className="section">
        <TextField
          {...{ name: 'body', label: t('desk_text'), fault, rows: 5, maxLength: 10_000, isRequired: true }}
          {...{ value: values.body, onChange: (body: string) => set({ body }) }}
        />
        <fieldset className="choices row-actions">
          <legend>{t('desk_insert')}</legend>
          {variables.map(name => (
            <button key={name} type="button" className="button" onClick={() => insert(name)}>
              {`{{${name}}}`}
            </button>
          ))}
        </fieldset>
      </div>
      <AnswerFiles files={values.files} onChange={files => set({ files })} />
      <CheckField
        label={t('desk_shared')}
        isChecked={values.isShared}
        onChange={isShared => set({ isShared })}
      />
      {values.isShared && teams.length > 0 && (
        <>
          <CheckField
            label={t('desk_onlyTeams')}
            isChecked={values.hasTeams}
            onChange={hasTeams => set({ hasTeams })}
          />
          {values.hasTeams && (
            <ChoicesField
              label={t('desk_teams')}
              values={values.teamIds}
              onChange={teamIds => set({ teamIds })}
              options={teams.map(({ id, name }) => [id, name] as const)}
            />
          )}
        </>
      )}
      <CheckField
        label={t('desk_onlyNumbers')}
        isChecked={values.hasNumbers}
        onChange={hasNumbers => set({ hasNumbers })}
      />
      {values.hasNumbers && (
        <ChoicesField
          label={t('numbers')}
          values={values.channelIds}
          onChange={channelIds => set({ channelIds })}
          options={channels.nodes.map(({ id, label }) => [id, label] as const)}
        />
      )}
    </Form>
  );
}

const toValues = (answer: AnswerPartsFragment | null) => ({
  ...{ shortcut: answer?.shortcut ?? '', title: answer?.title ?? '', body: answer?.body ?? '' },
  isShared: answer === null || answer.owner === null,
  files: (answer?.attachments ?? []) as readonly AnswerFile[],
  hasTeams: answer?.teams != null,
  teamIds: (answer?.teams ?? []).map(({ id }) => id) as readonly string[],
  hasNumbers: answer?.channels != null,
  channelIds: (answer?.channels ?? []).map(({ id }) => id) as readonly string[],
});
