import { useState } from 'react';
import {
  AdminColleaguesDocument,
  AdminTeamsDocument,
  type TeamPartsFragment,
  UpsertTeamDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { ChoicesField, EntryList, EntryName, Form, TextField, useChange, useRows } from '../../kit/index.js';
import { cleanName } from '../../ui/index.js';

type Colleague = { readonly id: string; readonly name: string };

/** Teams with their members. */
export function Teams() {
  const list = useRows(AdminTeamsDocument, {}, data => data.teams);
  const colleagues = useRows(AdminColleaguesDocument, {}, data => data.users.nodes).items;
  const archive = useChange(UpsertTeamDocument);
  return (
    <EntryList
      caption={t('desk_teams')}
      addLabel={t('desk_addTeam')}
      empty={t('desk_noTeams')}
      nameOf={({ name }) => name}
      list={list}
      fault={archive.fault}
      onArchive={({ id }, isArchived) => archive.run({ input: { id, isArchived } })}
      columns={[
        { key: 'name', title: t('name'), cell: team => <EntryName entry={team} /> },
        {
          key: 'members',
          title: t('desk_members'),
          cell: ({ members }) => members.map(({ name }) => cleanName(name)).join(', ') || t('desk_noMembers'),
        },
        {
          key: 'open',
          title: t('desk_openConversations'),
          isNumber: true,
          cell: ({ openConversations }) => openConversations,
        },
      ]}
      form={(team, onDone) => <TeamForm {...{ team, colleagues, onDone }} />}
    />
  );
}

interface TeamFormProps {
  readonly team: TeamPartsFragment | null;
  readonly colleagues: readonly Colleague[];
  readonly onDone: () => void;
}

function TeamForm({ team, colleagues, onDone }: TeamFormProps) {
  const before = team?.members ?? [];
  const [name, setName] = useState(team?.name ?? '');
  const [memberIds, setMemberIds] = useState<readonly string[]>(before.map(({ id }) => id));
  const { run, isBusy, fault } = useChange(UpsertTeamDocument);
  // A company can have more people than the list of colleagues has.
  const others = before.filter(({ id }) => colleagues.every(colleague => colleague.id !== id));
  const submit = async () => {
    const input = { ...(team ? { id: team.id } : {}), name, memberIds: [...memberIds] };
    if (await run({ input })) onDone();
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault}>
      <TextField
        {...{ name: 'name', label: t('name'), fault, value: name, onChange: setName }}
        {...{ isRequired: true, maxLength: 100 }}
      />
      <ChoicesField
        label={t('desk_members')}
        values={memberIds}
        onChange={setMemberIds}
        options={[...colleagues, ...others].map(person => [person.id, cleanName(person.name)] as const)}
      />
    </Form>
  );
}
