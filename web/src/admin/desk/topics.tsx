import { useState } from 'react';
import {
  AdminMatchTopicsDocument,
  type AdminMatchTopicsQuery,
  AdminTopicsDocument,
  type TopicPartsFragment,
  UpsertTopicDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  EntryList,
  EntryName,
  type Fault,
  Form,
  TextField,
  toFault,
  toLines,
  useChange,
  useRows,
} from '../../kit/index.js';
import { useDesk } from '../../live/index.js';

/** Topics with their keywords, and a field to test which topic a text gets. */
export function Topics() {
  const list = useRows(AdminTopicsDocument, {}, data => data.topics);
  const archive = useChange(UpsertTopicDocument);
  return (
    <>
      <EntryList
        caption={t('desk_topics')}
        addLabel={t('desk_addTopic')}
        empty={t('desk_noTopics')}
        nameOf={({ name }) => name}
        list={list}
        fault={archive.fault}
        onArchive={({ id }, isArchived) => archive.run({ input: { id, isArchived } })}
        columns={[
          { key: 'name', title: t('name'), cell: topic => <EntryName entry={topic} /> },
          {
            key: 'keywords',
            title: t('desk_keywords'),
            cell: ({ keywords }) => keywords.join(', ') || t('desk_noKeywords'),
          },
        ]}
        form={(topic, onDone) => <TopicForm topic={topic} onDone={onDone} />}
      />
      <TestWords />
    </>
  );
}

function TopicForm({
  topic,
  onDone,
}: {
  readonly topic: TopicPartsFragment | null;
  readonly onDone: () => void;
}) {
  const [name, setName] = useState(topic?.name ?? '');
  const [keywords, setKeywords] = useState(topic?.keywords.join('\n') ?? '');
  const { run, isBusy, fault } = useChange(UpsertTopicDocument);
  const submit = async () => {
    const input = { ...(topic ? { id: topic.id } : {}), name, keywords: toLines(keywords) };
    if (await run({ input })) onDone();
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault}>
      <TextField
        {...{ name: 'name', label: t('name'), fault, value: name, onChange: setName }}
        {...{ isRequired: true, maxLength: 100 }}
      />
      <TextField
        {...{ name: 'keywords', label: t('desk_keywords'), hint: t('desk_keywordsHint'), fault, rows: 6 }}
        {...{ value: keywords, onChange: setKeywords }}
      />
    </Form>
  );
}

/** Says which topic a text gets, and why. */
function TestWords() {
  const { plain } = useDesk();
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [found, setFound] = useState<AdminMatchTopicsQuery['matchTopics'] | null>(null);
  const test = async () => {
    setBusy(true);
    const { data, error } = await plain.query(AdminMatchTopicsDocument, { text });
    setBusy(false);
    setFault(error ? toFault(error) : null);
    setFound(data?.matchTopics ?? null);
  };
  return (
    <section className="section" aria-label={t('desk_test')}>
      <h2>{t('desk_test')}</h2>
      <Form onSubmit={() => void test()} isBusy={isBusy} fault={fault} submit={t('desk_testButton')}>
        <TextField
          {...{ name: 'text', label: t('desk_testText'), fault, rows: 2, isRequired: true }}
          {...{ value: text, onChange: setText }}
        />
      </Form>
      {found && (
        <div role="status" className="section">
          <p>{found.topic ? t('desk_getsTopic', { name: found.topic.name }) : t('desk_getsNoTopic')}</p>
          {found.candidates.length > 0 && (
            <ul>
              {found.candidates.map(({ topic, keywords }) => (
                <li key={topic.id}>
                  <strong>{topic.name}</strong>:{' '}
                  {keywords.map(({ keyword, words }) => `${keyword} (${words})`).join(', ')}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}
