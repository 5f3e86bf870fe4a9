import { useState } from 'react';
import { t } from '../i18n/index.js';
import { type Message, useCompany, useDesk } from '../live/index.js';
import { cleanSentence } from '../ui/index.js';
import { isLeft, leaveMessage } from './left-messages.js';
import { cancelMessage, confirmMessage, retryMessage } from './message-actions.js';
import { useLater } from './use-later.js';

/** Properties of `SendingTrouble`. */
export interface SendingTroubleProps {
  readonly message: Message;
}

/** A message that is queued for longer can be taken back below its bubble; usually it leaves at once. */
const queuedMs = 2_000;

/**
 * What an agent can do about a message that waits, failed, or of which the outcome is not known. The thread announces that
 * once; the box itself is no alert, as the virtual list mounts it again and again.
 */
export function SendingTrouble({ message }: SendingTroubleProps) {
  const { viewer } = useCompany();
  if (message.direction !== 'OUTBOUND' || !viewer.permissions.includes('WORK')) return null;
  if (message.status === 'QUEUED') return <Queued message={message} />;
  if (message.status === 'FAILED') return <Failed message={message} />;
  if (message.status === 'UNKNOWN') return <Unknown message={message} />;
  return null;
}

function Queued({ message }: SendingTroubleProps) {
  const desk = useDesk();
  if (!useLater(message.createdAt, queuedMs)) return null;
  return (
    <div className="trouble">
      <button type="button" className="button" onClick={() => void cancelMessage(desk, message)}>
        {t('takeBack')}
      </button>
    </div>
  );
}

function Failed({ message }: SendingTroubleProps) {
  const desk = useDesk();
  const [isBusy, setBusy] = useState(false);
  const { failure } = message;
  const retry = async () => {
    setBusy(true);
    await retryMessage(desk, message);
    setBusy(false);
  };
  return (
    <div className="trouble">
      <strong>{t('failed')}</strong>
      {failure && <p>{cleanSentence(failure.message)}</p>}
      {failure?.retryable && (
        <button type="button" className="button" disabled={isBusy} onClick={() => void retry()}>
          {t('sendAgain')}
        </button>
      )}
    </div>
  );
}

/** Wait, say that it arrived, send it again with the risk of a copy, or leave it; nothing happens by itself. */
function Unknown({ message }: SendingTroubleProps) {
  const desk = useDesk();
  const [state, setState] = useState<'OPEN' | 'WAITS' | 'ASKS' | 'BUSY'>('OPEN');
  const [, setLeft] = useState(false);
  if (isLeft(message.id)) return <p className="muted">{t('unknownLeft')}</p>;
  const retry = async () => {
    setState('BUSY');
    await retryMessage(desk, message, true);
    setState('OPEN');
  };
  const confirm = async () => {
    setState('BUSY');
    await confirmMessage(desk, message);
    setState('OPEN');
  };
  const arrived = (
    <button type="button" className="button" disabled={state === 'BUSY'} onClick={() => void confirm()}>
      {t('unknownArrived')}
    </button>
  );
  const again = (
    <button type="button" className="button" disabled={state === 'BUSY'} onClick={() => setState('ASKS')}>
      {t('unknownAgain')}
    </button>
  );
  if (state === 'WAITS')
    return (
      <div className="trouble">
        <p className="muted">{t('unknownWaits')}</p>
        {arrived}
        {again}
      </div>
    );
  if (state === 'ASKS')
    return (
      <div className="trouble" role="alert">
        <p>{t('unknownWarning')}</p>
        <button type="button" className="button" onClick={() => setState('OPEN')}>
          {t('cancel')}
        </button>
        <button type="button" className="button" onClick={() => void retry()}>
          {t('unknownSure')}
        </button>
      </div>
    );
  return (
    <div className="trouble">
      <p>{t('unknownText')}</p>
      <button type="button" className="button" onClick={() => setState('WAITS')}>
        {t('unknownWait')}
      </button>
      {arrived}
      {again}
      <button
        type="button"
        className="button"
        onClick={() => {
          leaveMessage(message.id);
          setLeft(true);
        }}
      >
        {t('unknownLeave')}
      </button>
    </div>
  );
}
