import { useState } from 'react';
import { t } from '../i18n/index.js';
import { serverNow, useCompany } from '../live/index.js';
import { sentenceOf } from './codes.js';
import { appendDraft } from './drafts.js';
import { focusComposer } from './focus-composer.js';
import type { Outbox } from './outbox.js';
import type { OutboxEntry } from './outbox-entries.js';
import { useLater } from './use-later.js';

/** Properties of `WaitingReply`. */
export interface WaitingReplyProps {
  readonly entry: OutboxEntry;
  readonly outbox: Outbox;
  /** Replies that wait behind it. */
  readonly waiting: number;
}

/** Most replies are taken by the server before anyone could do something about them. */
const usualMs = 2_000;

/** What an agent can do about a reply that the server does not have: below its bubble. */
export function WaitingReply({ entry, outbox, waiting }: WaitingReplyProps) {
  const { viewer } = useCompany();
  const [isBusy, setBusy] = useState(false);
  const { key, state, code, reason, isTried, createdAt } = entry;
  const isLong = useLater(createdAt, usualMs);
  const toField = () => {
    outbox.remove(key);
    backToField(viewer.id, entry);
  };
  const giveUp = async () => {
    setBusy(true);
    const kept = await outbox.giveUp(key);
    setBusy(false);
    if (kept) backToField(viewer.id, kept);
  };
  const isTemplate = entry.templateId !== null;
  const back = !isTemplate && (
    <button type="button" className="button" onClick={toField}>
      {t('toComposer')}
    </button>
  );
  const remove = (
    <button type="button" className="button" onClick={() => outbox.remove(key)}>
      {t('deleteWaiting')}
    </button>
  );
  const later = waiting > 0 && <p>{t('laterWait', { count: waiting })}</p>;
  if (state === 'REFUSED')
    return (
      <div className="trouble" role="alert">
        <strong>{t('refused')}</strong>
        <p>{t(sentenceOf(code))}</p>
        {reason !== null && <p className="muted">{reason}</p>}
        {later}
        <button type="button" className="button" onClick={() => outbox.retry(key)}>
          {t('sendAgain')}
        </button>
        {back}
        {remove}
      </div>
    );
  if (state === 'ASKING')
    return (
      <div className="trouble" role="alert">
        <p>{t('oldReply', { age: toAge(createdAt) })}</p>
        {later}
        <button type="button" className="button primary" disabled={isBusy} onClick={() => outbox.retry(key)}>
          {t('sendNow')}
        </button>
        {back}
        {remove}
      </div>
    );
  if (!isLong) return null;
  return (
    <div className="trouble">
      {isTried ? (
        <button type="button" className="button" disabled={isBusy} onClick={() => void giveUp()}>
          {t('stopTrying')}
        </button>
      ) : (
        <>
          {back}
          {remove}
        </>
      )}
    </div>
  );
}

function backToField(userId: string, entry: OutboxEntry): void {
  const { attachmentIds, fileNames, mimeTypes, cannedReplyId, cannedFileNames, suggestionId } = entry;
  appendDraft(userId, entry.conversationId, 'REPLY', {
    text: entry.text,
    quote: entry.quote,
    files: attachmentIds.map((attachmentId, at) => ({
      ...{ attachmentId, fileName: fileNames[at] ?? '', mimeType: mimeTypes[at] ?? '' },
    })),
    canned: cannedReplyId === null ? null : { id: cannedReplyId, fileNames: cannedFileNames },
    suggestionId: suggestionId ?? null,
  });
  focusComposer('REPLY');
}

/** How long ago it was written. */
function toAge(createdAt: string): string {
  const minutes = Math.floor((serverNow() - Date.parse(createdAt)) / 60_000);
  if (minutes < 60) return t('ageMinutes', { count: minutes });
  return minutes < 48 * 60
    ? t('ageHours', { count: Math.floor(minutes / 60) })
    : t('ageDays', { count: Math.floor(minutes / 1_440) });
}
