import { useState } from 'react';
import { AdminTeamNamesDocument, AdminUsersDocument, type StaffPartsFragment } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  type Column,
  DataTable,
  Empty,
  Moment,
  Page,
  SelectField,
  TextField,
  useList,
  useRows,
} from '../../kit/index.js';
import { cleanName, Dialog, Name } from '../../ui/index.js';
import { InviteForm } from './invite-form.js';
import { PersonPanel } from './person-panel.js';
import { type Role, roles } from './roles.js';

/** The people of the company: who may do what, who is invited, who has left. */
export default function PeoplePage() {
  const [search, setSearch] = useState('');
  const [role, setRole] = useState('');
  const [teamId, setTeamId] = useState('');
  const [isActive, setActive] = useState('true');
  const [open, setOpen] = useState<StaffPartsFragment | null>(null);
  const [isInviting, setInviting] = useState(false);
  const teams = useRows(AdminTeamNamesDocument, {}, data => data.teams).items;
  const filter = {
    ...{ isActive: isActive === 'true', search: search.trim() || null },
    ...{ roles: role === '' ? null : [role as Role], teamIds: teamId === '' ? null : [teamId] },
    kinds: null,
  };
  const list = useList(AdminUsersDocument, { filter }, data => data.users);
  const isFiltered = search !== '' || role !== '' || teamId !== '' || isActive !== 'true';
  return (
    <Page
      title={t('people')}
      help={t('people_help')}
      actions={
        <button type="button" className="button primary" onClick={() => setInviting(true)}>
          {t('people_invite')}
        </button>
      }
    >
      <search className="page-filters" aria-label={t('people_filters')}>
        <TextField
          name="search"
          label={t('people_search')}
          value={search}
          onChange={setSearch}
          maxLength={100}
        />
        <SelectField
          name="role"
          label={t('people_role')}
          value={role}
          onChange={setRole}
          options={[['', t('all')], ...roles.map(id => [id, t(`role_${id}`)] as const)]}
        />
        <SelectField
          name="team"
          label={t('people_team')}
          value={teamId}
          onChange={setTeamId}
          options={[['', t('all')], ...teams.map(({ id, name }) => [id, name] as const)]}
        />
        <SelectField
          name="isActive"
          label={t('people_state')}
          value={isActive}
          onChange={setActive}
          options={[
            ['true', t('people_active')],
            ['false', t('people_inactive')],
          ]}
        />
      </search>
      <DataTable
        caption={t('people')}
        columns={columns(setOpen)}
        list={list}
        keyOf={({ id }) => id}
        empty={<Empty>{isFiltered ? t('nothingFound') : t('people_empty')}</Empty>}
      />
      <Dialog title={t('people_invite')} isOpen={isInviting} onClose={() => setInviting(false)}>
        <InviteForm teams={teams} onInvited={list.reload} />
      </Dialog>
      <Dialog title={cleanName(open?.name)} isOpen={open !== null} onClose={() => setOpen(null)}>
        {open && (
          <PersonPanel
            key={open.id}
            person={open}
            teams={teams}
            onChanged={person => {
              setOpen(person);
              list.reload();
            }}
          />
        )}
      </Dialog>
    </Page>
  );
}

const columns = (onOpen: (person: StaffPartsFragment) => void): Column<StaffPartsFragment>[] => [
  {
    key: 'name',
    title: t('people_name'),
    cell: person => (
      <>
        <button type="button" className="link" onClick={() => onOpen(person)}>
          <Name>{cleanName(person.name) || person.email}</Name>
        </button>
        <div className="muted long">{person.email}</div>
      </>
    ),
  },
  { key: 'role', title: t('people_role'), cell: ({ role }) => t(`role_${role}`) },
  {
    key: 'teams',
    title: t('people_teams'),
    cell: ({ teams }) => teams.map(({ name }) => name).join(', ') || '—',
  },
  { key: 'seen', title: t('people_lastSeen'), cell: ({ lastSeenAt }) => <Moment at={lastSeenAt} /> },
  {
    key: 'factor',
    title: t('people_secondFactor'),
    cell: ({ hasSecondFactor }) => t(hasSecondFactor ? 'yes' : 'no'),
  },
  {
    key: 'state',
    title: t('people_state'),
    cell: ({ isActive }) => t(isActive ? 'people_isActive' : 'people_isInactive'),
  },
];
