import { useState } from 'react';
import {
  AdminActivitiesDocument,
  type AdminActivitiesQuery,
  AdminActorsDocument,
  AdminTeamNamesDocument,
} from '../../gql/operations.js';
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
import { useCompany } from '../../live/index.js';
import { cleanName } from '../../ui/index.js';
import './audit.css';
import { Changes } from './changes.js';
import { ExportButtons } from './export-buttons.js';
import { targetTypes } from './target-types.js';
import type { Names } from './to-words.js';

/** A row of the log. */
type Entry = AdminActivitiesQuery['activities']['nodes'][number];

/** The audit log: who changed what, from what to what, and from where. */
export default function AuditPage() {
  const [actorId, setActorId] = useState('');
  const [type, setType] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const people = useRows(AdminActorsDocument, {}, data => data.users.nodes).items;
  const { channels } = useCompany();
  const teams = useRows(AdminTeamNamesDocument, {}, data => data.teams).items;
  const names: Names = new Map([
    ...[...people, ...teams].map(({ id, name }) => [id, cleanName(name)] as const),
    ...channels.nodes.map(({ id, label }) => [id, cleanName(label)] as const),
  ]);
  const filter = {
    actorIds: actorId === '' ? null : [actorId],
    targetTypes: type === '' ? null : [type],
    createdAfter: toMoment(from),
    createdBefore: toMoment(to),
  };
  const list = useList(AdminActivitiesDocument, { filter }, data => data.activities);
  const isFiltered = Object.values(filter).some(value => value !== null);
  return (
    <Page title={t('audit')} help={t('audit_help')} actions={<ExportButtons filter={filter} />}>
      <search className="page-filters" aria-label={t('audit_filters')}>
        <SelectField
          {...{ name: 'actor', label: t('audit_who'), value: actorId, onChange: setActorId }}
          options={[['', t('all')], ...people.map(({ id, name }) => [id, cleanName(name)] as const)]}
        />
        <SelectField
          {...{ name: 'type', label: t('audit_kind'), value: type, onChange: setType }}
          options={[['', t('all')], ...targetTypes.map(id => [id, t(`audit_${id}`)] as const)]}
        />
        <TextField
          {...{
            name: 'from',
            label: t('audit_from'),
            type: 'datetime-local',
            value: from,
            onChange: setFrom,
          }}
        />
        <TextField
          {...{ name: 'to', label: t('audit_to'), type: 'datetime-local', value: to, onChange: setTo }}
        />
      </search>
      <DataTable
        caption={t('audit')}
        columns={columns(names)}
        list={list}
        keyOf={({ id }) => id}
        empty={<Empty>{t(isFiltered ? 'nothingFound' : 'audit_empty')}</Empty>}
      />
    </Page>
  );
}

/** The moment of a field in the viewer's zone; null when it is empty. */
const toMoment = (local: string): string | null => (local === '' ? null : new Date(local).toISOString());

const columns = (names: Names): readonly Column<Entry>[] => [
  { key: 'at', title: t('audit_when'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
  { key: 'who', title: t('audit_who'), cell: entry => <Who entry={entry} /> },
  {
    key: 'what',
    title: t('audit_what'),
    cell: entry => (
      <>
        <code>{entry.action}</code>
        <div>{nameOf(entry)}</div>
      </>
    ),
  },
  {
    key: 'changes',
    title: t('audit_changes'),
    cell: ({ changes }) => <Changes changes={changes} names={names} />,
  },
];

function Who({
  entry: { actor, actorKind, ipAddress, userAgent, credentialKind, credentialId },
}: {
  readonly entry: Entry;
}) {
  const name = actor.__typename === 'User' ? cleanName(actor.name) : t(`audit_${actorKind}`);
  return (
    <div className="audit-who">
      {name}
      <div className="muted">
        {ipAddress !== null && <span title={userAgent ?? undefined}>{ipAddress}</span>}{' '}
        {credentialKind !== null && (
          <span title={credentialId ?? undefined}>{t(`credential_${credentialKind}`)}</span>
        )}
      </div>
    </div>
  );
}

/** The name of the changed object, else its type. */
function nameOf({ target, targetType, targetId }: Entry): string {
  const names = target as Readonly<Record<string, unknown>> | null;
  const fields = ['name', 'leadName', 'contactName', 'displayName', 'shortcut', 'url'];
  const name = fields.map(field => names?.[field]).find(value => typeof value === 'string' && value !== '');
  const kind = (targetTypes as readonly string[]).includes(targetType)
    ? t(`audit_${targetType as 'User'}`)
    : targetType;
  return `${kind}: ${name === undefined ? (targetId?.slice(-8) ?? '—') : cleanName(String(name))}`;
}
