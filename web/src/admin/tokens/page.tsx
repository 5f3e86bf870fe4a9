import { useState } from 'react';
import {
  AdminTokensDocument,
  RevokeTokenDocument,
  RotateTokenDocument,
  type TokenPartsFragment,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  type Column,
  ConfirmButton,
  CopyField,
  DataTable,
  Empty,
  FaultBox,
  Moment,
  Page,
  useChange,
  useRows,
} from '../../kit/index.js';
import { cleanName, Dialog } from '../../ui/index.js';
import { TokenForm } from './token-form.js';
import { stateOf } from './token-state.js';

type Token = TokenPartsFragment;

/** Minutes for which the old secret is accepted too, so that a program can be changed without a gap. */
const overlapMinutes = 60;

/** Tokens of programs. */
export default function TokensPage() {
  const list = useRows(AdminTokensDocument, {}, data => data.apiTokens);
  const [isCreating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = useChange(RotateTokenDocument);
  const revoke = useChange(RevokeTokenDocument);
  const onSecret = (next: string) => {
    setCreating(false);
    setSecret(next);
    list.reload();
  };
  const onRotate = async ({ id }: Token) => {
    const rotated = await rotate.run({ input: { apiTokenId: id, overlapMinutes } });
    if (rotated) onSecret(rotated.rotateApiToken.secret);
  };
  const onRevoke = async ({ id }: Token) => {
    if (await revoke.run({ input: { apiTokenId: id } })) list.reload();
  };
  const actions = (token: Token) =>
    stateOf(token) === 'ACTIVE' && (
      <div className="row-actions">
        <ConfirmButton
          label={t('tokens_rotate')}
          question={t('tokens_rotateQuestion', { name: token.name, minutes: overlapMinutes })}
          onConfirm={() => void onRotate(token)}
        />
        <ConfirmButton
          label={t('tokens_revoke')}
          question={t('tokens_revokeQuestion', { name: token.name })}
          onConfirm={() => void onRevoke(token)}
        />
      </div>
    );
  return (
    <Page
      title={t('tokens')}
      help={t('tokens_help')}
      actions={
        <button type="button" className="button primary" onClick={() => setCreating(true)}>
          {t('tokens_add')}
        </button>
      }
    >
      <FaultBox fault={rotate.fault ?? revoke.fault} />
      <DataTable
        caption={t('tokens')}
        columns={[...columns(), { key: 'actions', title: t('actions'), cell: actions }]}
        list={list}
        keyOf={({ id }) => id}
        empty={<Empty>{t('tokens_empty')}</Empty>}
      />
      <Dialog title={t('tokens_add')} isOpen={isCreating} onClose={() => setCreating(false)}>
        <TokenForm onCreated={onSecret} />
      </Dialog>
      <Dialog title={t('tokens_secret')} isOpen={secret !== null} onClose={() => setSecret(null)}>
        <div className="section">
          <p>{t('tokens_use')}</p>
          <CopyField label={t('tokens_secret')} value={secret ?? ''} isShownOnce />
        </div>
      </Dialog>
    </Page>
  );
}

const columns = (): readonly Column<Token>[] => [
  {
    key: 'name',
    title: t('name'),
    cell: ({ name, prefix, createdBy, createdAt }) => (
      <>
        {cleanName(name)}
        <div className="muted">
          <code>{prefix}…</code> · {cleanName(createdBy.name)} · <Moment at={createdAt} />
        </div>
      </>
    ),
  },
  {
    key: 'scopes',
    title: t('tokens_permissions'),
    cell: ({ scopes }) => scopes.join(', '),
  },
  {
    key: 'numbers',
    title: t('numbers'),
    cell: ({ channels }) => channels?.map(({ displayName }) => displayName).join(', ') ?? t('all'),
  },
  {
    key: 'used',
    title: t('lastUse'),
    cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} />,
  },
  {
    key: 'limit',
    title: t('tokens_limit'),
    cell: ({ requestsPerMinute }) => t('tokens_perMinute', { count: requestsPerMinute }),
  },
  {
    key: 'state',
    title: t('tokens_state'),
    cell: token => (
      <>
        {t(`tokens_${stateOf(token)}`)}
        {token.revokedAt === null && token.expiresAt !== null && (
          <div className="muted">
            {t('tokens_expires')}: <Moment at={token.expiresAt} />
          </div>
        )}
        {token.previousEndsAt !== null && (
          <div className="muted">
            {t('tokens_oldUntil')}: <Moment at={token.previousEndsAt} />
          </div>
        )}
      </>
    ),
  },
];
