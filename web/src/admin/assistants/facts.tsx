import { useState } from 'react';
import { type AssistantPartsFragment, UpsertAssistantDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { Empty, FaultBox, Form, TextField, useChange } from '../../kit/index.js';
import { Dialog } from '../../ui/index.js';

const maxFacts = 200;
const maxFactChars = 1_000;

/** Properties of `Facts`. */
export interface FactsProps {
  readonly assistant: AssistantPartsFragment;
  readonly onChanged: () => void;
}

/** What the assistant may say about the company: searched, added to, changed, deleted. */
export function Facts({ assistant, onChanged }: FactsProps) {
  const { run, isBusy, fault, clearFault } = useChange(UpsertAssistantDocument);
  const [facts, setFacts] = useState<readonly string[]>(assistant.facts ?? []);
  const [search, setSearch] = useState('');
  /** Index of the fact that is changed; `facts.length` for a new one. */
  const [edited, setEdited] = useState<number | null>(null);
  const save = async (next: readonly string[]): Promise<boolean> => {
    const data = await run({ input: { id: assistant.id, facts: [...next] } });
    if (!data) return false;
    setFacts(data.upsertAiAssistant.assistant.facts ?? []);
    onChanged();
    return true;
  };
  const wanted = search.trim().toLowerCase();
  const shown = facts
    .map((fact, index) => ({ fact, index }))
    .filter(({ fact }) => fact.toLowerCase().includes(wanted));
  const edit = (index: number | null) => {
    clearFault();
    setEdited(index);
  };
  return (
    <section className="section" aria-label={t('ai_facts')}>
      <p className="muted page-help">{t('ai_factsHelp')}</p>
      <div className="page-filters">
        <TextField {...{ name: 'search', label: t('ai_factsSearch'), value: search, onChange: setSearch }} />
        <button
          type="button"
          className="button primary"
          disabled={facts.length >= maxFacts}
          onClick={() => edit(facts.length)}
        >
          {t('ai_addFact')}
        </button>
      </div>
      <p className="muted" role="status">
        {t('ai_factsCount', { shown: shown.length, count: facts.length })}
      </p>
      {edited === null && <FaultBox fault={fault} />}
      {facts.length === 0 ? (
        <Empty>{t('ai_factsEmpty')}</Empty>
      ) : shown.length === 0 ? (
        <Empty>{t('nothingFound')}</Empty>
      ) : (
        <ul className="assistant-facts">
          {shown.map(({ fact, index }) => (
            <li key={`${index}:${fact}`}>
              <span className="assistant-fact">{fact}</span>
              <button
                type="button"
                className="button"
                aria-label={`${t('edit')}: ${fact}`}
                onClick={() => edit(index)}
              >
                {t('edit')}
              </button>
              <button
                type="button"
                className="button"
                disabled={isBusy}
                aria-label={`${t('remove')}: ${fact}`}
                onClick={() => void save(facts.filter((_, at) => at !== index))}
              >
                {t('remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Dialog
        title={t(edited === facts.length ? 'ai_addFact' : 'ai_fact')}
        isOpen={edited !== null}
        onClose={() => edit(null)}
      >
        {edited !== null && (
          <FactForm
            fact={facts[edited] ?? ''}
            isBusy={isBusy}
            fault={fault}
            onSave={async fact => {
              const next = [...facts];
              next[edited] = fact;
              if (await save(next)) edit(null);
            }}
          />
        )}
      </Dialog>
    </section>
  );
}

interface FactFormProps {
  readonly fact: string;
  readonly isBusy: boolean;
  readonly fault: ReturnType<typeof useChange>['fault'];
  readonly onSave: (fact: string) => Promise<void>;
}

function FactForm({ fact, isBusy, fault, onSave }: FactFormProps) {
  const [text, setText] = useState(fact);
  return (
    <Form onSubmit={() => void onSave(text)} isBusy={isBusy} fault={fault}>
      <TextField
        {...{ name: 'facts', label: t('ai_fact'), hint: t('ai_factHint'), fault, rows: 4 }}
        {...{ value: text, onChange: setText, isRequired: true, maxLength: maxFactChars }}
      />
    </Form>
  );
}
