import { useState } from 'react';
import { useQuery } from 'urql';
import { AttributeDefinitionsDocument, type PersonPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { type Fault, SelectField, TextField } from '../kit/index.js';
import { cleanName } from '../ui/index.js';

/** Values by key, as text; '' for none. */
export type AttributeTexts = Readonly<Record<string, string>>;

/** The company's own fields of a contact or a lead, with what was entered. */
export function useAttributes(target: 'CONTACT' | 'LEAD', values: PersonPartsFragment['attributes']) {
  const [{ data }] = useQuery({ query: AttributeDefinitionsDocument, variables: { target } });
  const definitions = data?.attributeDefinitions ?? [];
  const [entered, setEntered] = useState<AttributeTexts>({});
  const before = Object.fromEntries(values.map(({ value, definition }) => [definition.key, String(value)]));
  const texts: AttributeTexts = { ...before, ...entered };
  /** What the mutation gets: only what was changed; null clears. */
  const toInput = (): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      definitions
        .filter(({ key }) => (texts[key] ?? '') !== (before[key] ?? ''))
        .map(({ key, type }) => [key, toValue(texts[key] ?? '', type)]),
    );
  return {
    definitions,
    texts,
    set: (key: string, text: string) => setEntered({ ...entered, [key]: text }),
    toInput,
  };
}

function toValue(text: string, type: string): unknown {
  if (text === '') return null;
  if (type === 'NUMBER') return Number(text);
  if (type === 'BOOLEAN') return text === 'true';
  return text;
}

/** A field for each of the company's own. */
export function AttributeFields({
  attributes: { definitions, texts, set },
  fault,
}: {
  readonly attributes: ReturnType<typeof useAttributes>;
  readonly fault: Fault | null;
}) {
  return definitions.map(({ id, key, name, type, choices }) => {
    const shared = {
      ...{ label: cleanName(name), name: `attributes.${key}`, value: texts[key] ?? '', fault },
      onChange: (text: string) => set(key, text),
    };
    if (type === 'CHOICE' || type === 'BOOLEAN') {
      const options =
        type === 'CHOICE'
          ? choices.map(choice => [choice, cleanName(choice)] as const)
          : [['true', t('yes')] as const, ['false', t('no')] as const];
      return <SelectField key={id} {...shared} options={[['', '—'], ...options]} />;
    }
    return (
      <TextField
        key={id}
        {...shared}
        type={type === 'NUMBER' ? 'number' : type === 'DATE' ? 'date' : type === 'URL' ? 'url' : 'text'}
      />
    );
  });
}
