import { useState } from 'react';
import {
  AdminAttributesDocument,
  type AttributePartsFragment,
  UpsertAttributeDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  EntryList,
  EntryName,
  Form,
  SelectField,
  TextField,
  toLines,
  useChange,
  useRows,
} from '../../kit/index.js';

type Attribute = AttributePartsFragment;
const targets = ['CONTACT', 'LEAD'] as const;
const types = ['TEXT', 'NUMBER', 'BOOLEAN', 'DATE', 'CHOICE', 'URL'] as const;

/** The company's own fields of contacts and leads. */
export function Attributes() {
  const list = useRows(AdminAttributesDocument, {}, data => data.attributeDefinitions);
  const archive = useChange(UpsertAttributeDocument);
  return (
    <EntryList
      caption={t('settings_fields')}
      addLabel={t('settings_addField')}
      empty={t('settings_noFields')}
      nameOf={({ name }) => name}
      list={list}
      fault={archive.fault}
      onArchive={({ id }, isArchived) => archive.run({ input: { id, isArchived } })}
      columns={[
        {
          key: 'name',
          title: t('name'),
          cell: attribute => <EntryName entry={attribute} />,
        },
        { key: 'key', title: t('settings_key'), cell: ({ key }) => <code>{key}</code> },
        { key: 'target', title: t('settings_target'), cell: ({ target }) => t(`target_${target}`) },
        {
          key: 'type',
          title: t('settings_type'),
          cell: ({ type, choices }) => [t(`type_${type}`), choices.join(', ')].filter(Boolean).join(': '),
        },
      ]}
      form={(attribute, onDone) => <AttributeForm attribute={attribute} onDone={onDone} />}
    />
  );
}

function AttributeForm({
  attribute,
  onDone,
}: {
  readonly attribute: Attribute | null;
  readonly onDone: () => void;
}) {
  const [values, setValues] = useState({
    ...{ name: attribute?.name ?? '', key: attribute?.key ?? '' },
    target: (attribute?.target ?? 'CONTACT') as Attribute['target'],
    type: (attribute?.type ?? 'TEXT') as Attribute['type'],
    choices: attribute?.choices.join('\n') ?? '',
  });
  const { run, isBusy, fault } = useChange(UpsertAttributeDocument);
  const set = (change: Partial<typeof values>) => setValues(before => ({ ...before, ...change }));
  const isChoice = values.type === 'CHOICE';
  const submit = async () => {
    const { name, key, target, type } = values;
    const choices = isChoice ? { choices: toLines(values.choices) } : {};
    const fixed = attribute ? { id: attribute.id } : { key, target, type };
    if (await run({ input: { ...fixed, name, ...choices } })) onDone();
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault}>
      <TextField
        {...{ name: 'name', label: t('name'), fault, maxLength: 100, isRequired: true }}
        {...{ value: values.name, onChange: (name: string) => set({ name }) }}
      />
      {attribute === null ? (
        <>
          <TextField
            {...{ name: 'key', label: t('settings_key'), hint: t('settings_keyHint'), fault, maxLength: 63 }}
            {...{ value: values.key, onChange: (key: string) => set({ key }), isRequired: true }}
          />
          <SelectField
            {...{ name: 'target', label: t('settings_target'), fault, value: values.target }}
            onChange={target => set({ target: target as Attribute['target'] })}
            options={targets.map(id => [id, t(`target_${id}`)] as const)}
          />
          <SelectField
            {...{ name: 'type', label: t('settings_type'), fault, value: values.type }}
            onChange={type => set({ type: type as Attribute['type'] })}
            options={types.map(id => [id, t(`type_${id}`)] as const)}
          />
        </>
      ) : (
        <p className="muted">{t('settings_fixed')}</p>
      )}
      {isChoice && (
        <TextField
          {...{ name: 'choices', label: t('settings_choices'), fault, rows: 4, isRequired: true }}
          {...{ value: values.choices, onChange: (choices: string) => set({ choices }) }}
        />
      )}
    </Form>
  );
}
