import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { AddNoteDocument, type RowPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useCompany, useConnection, useDesk } from '../live/index.js';
import { useReportTyping } from '../presence/index.js';
import { cleanName, IconButton } from '../ui/index.js';
import { type Mode, readDraft, writeDraft } from './drafts.js';
import { Files } from './files.js';
import { onFocusComposer } from './focus-composer.js';
import type { Outbox } from './outbox.js';
import { SenderLine } from './sender-line.js';
import { TemplateForm } from './template-form.js';
import { useCollision } from './use-collision.js';
import { useUploads } from './use-uploads.js';
import { useWindowOpen } from './use-window-open.js';

/** Properties of `Composer`. */
export interface ComposerProps {
  readonly conversation: RowPartsFragment;
  readonly outbox: Outbox;
}

/** Writes a reply or a note. Mounted once for each conversation, so that no text reaches another one. */
export function Composer({ conversation, outbox }: ComposerProps) {
  const { id, channel, replyWindow } = conversation;
  const desk = useDesk();
  const { viewer } = useCompany();
  const isLive = useConnection() !== 'LOST';
  const [mode, setMode] = useState<Mode>('REPLY');
  const [text, setText] = useState(() => readDraft(viewer.id, id, 'REPLY'));
  const [fault, setFault] = useState<string | null>(null);
  const uploads = useUploads(desk);
  const field = useRef<HTMLTextAreaElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const isFree = useWindowOpen(replyWindow);
  const collision = useCollision(id, text !== '');
  const reportTyping = useReportTyping(id);
  const isOff = channel.channelStatus !== 'ACTIVE';

  const change = (next: string) => {
    setText(next);
    writeDraft(viewer.id, id, mode, next);
    if (mode !== 'REPLY') return;
    reportTyping(next);
    collision.onText(next);
  };
  const switchTo = (next: Mode) => {
    setMode(next);
    setText(readDraft(viewer.id, id, next));
  };
  useEffect(
    () =>
      onFocusComposer(wanted => {
        setMode(wanted);
        setText(readDraft(viewer.id, id, wanted));
        // At once, so that the next key is text already; after a template form the field is there with the next frame.
        if (field.current) field.current.focus();
        else requestAnimationFrame(() => field.current?.focus());
      }),
    [viewer.id, id],
  );

  const sendNote = async (body: string) => {
    const { data, error } = await desk.client.mutation(AddNoteDocument, {
      input: { conversationId: id, body },
    });
    if (data) desk.threads.seeNote(data.addNote.note);
    if (!error) return;
    setFault(t('noteFailed'));
    // Never over what was written meanwhile.
    const since = readDraft(viewer.id, id, 'NOTE');
    writeDraft(viewer.id, id, 'NOTE', since === '' ? body : `${body}\n${since}`);
    setText(readDraft(viewer.id, id, 'NOTE'));
  };
  const send = () => {
    const body = text.trim();
    const files = uploads.list.filter(({ state }) => state === 'DONE');
    if ((body === '' && (mode === 'NOTE' || files.length === 0)) || uploads.isBusy) return;
    if (mode === 'REPLY' && !collision.mayLeave()) return;
    // The field empties in the same task: a second Enter finds nothing to send.
    change('');
    setFault(null);
    if (mode === 'NOTE') return void sendNote(body);
    outbox.add({
      ...{ conversationId: id, channelId: channel.id, text: body },
      attachmentIds: files.flatMap(({ attachmentId }) => attachmentId ?? []),
      fileNames: files.map(({ fileName }) => fileName),
      ...{ templateId: null, templateVariables: null },
    });
    uploads.clear();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return field.current?.blur();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    if (mode !== 'REPLY' || data.files.length === 0) return;
    event.preventDefault();
    uploads.add([...data.files]);
  };

  if (!viewer.permissions.includes('SEND')) return <p className="composer muted">{t('readOnly')}</p>;
  const isReply = mode === 'REPLY';
  return (
    <section
      className={`composer ${isReply ? '' : 'composer-note'}`}
      aria-label={t(isReply ? 'reply' : 'note')}
      onDragOver={event => event.preventDefault()}
      onDrop={event => take(event, event.dataTransfer)}
    >
      <div className="composer-head">
        <div className="tabs">
          <button type="button" aria-pressed={isReply} onClick={() => switchTo('REPLY')}>
            {t('reply')}
          </button>
          <button type="button" aria-pressed={!isReply} onClick={() => switchTo('NOTE')}>
            {t('note')}
          </button>
        </div>
        {isReply && <SenderLine channel={channel} replyWindow={replyWindow} />}
      </div>
      {fault !== null && (
        <p role="alert" className="fault">
          {fault}
        </p>
      )}
      {isReply && collision.shown?.author.__typename === 'User' && (
        <p role="alert" className="warning">
          {t('collision', {
            name: cleanName(collision.shown.author.name),
            text: cleanName(collision.shown.text) || t(`kind_${collision.shown.kind}`),
          })}
        </p>
      )}
      {isReply && isOff && (
        <p className="warning">{t('channelOff', { state: t(`channel_${channel.channelStatus}`) })}</p>
      )}
      {isReply && !isFree ? (
        <TemplateForm conversation={conversation} outbox={outbox} />
      ) : (
        <>
          <Files uploads={uploads} />
          <div className="composer-field">
            <textarea
              ref={field}
              rows={Math.min(8, Math.max(2, text.split('\n').length))}
              value={text}
              dir="auto"
              aria-label={t(isReply ? 'writeReply' : 'writeNote')}
              placeholder={t(isReply ? 'writeReply' : 'writeNote')}
              onChange={event => change(event.target.value)}
              onKeyDown={onKeyDown}
              onPaste={event => take(event, event.clipboardData)}
            />
            {isReply && (
              <>
                <input
                  ref={input}
                  type="file"
                  multiple
                  hidden
                  aria-label={t('attach')}
                  onChange={event => {
                    uploads.add([...(event.target.files ?? [])]);
                    event.target.value = '';
                  }}
                />
                <IconButton icon="attach" label={t('attach')} onClick={() => input.current?.click()} />
              </>
            )}
            <button
              type="button"
              className="button primary"
              disabled={uploads.isBusy || (isReply && isOff)}
              onClick={send}
            >
              {t(!isReply ? 'addNote' : isLive ? 'send' : 'sendLater')}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
