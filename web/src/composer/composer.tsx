import { type ClipboardEvent, type DragEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { RowPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { assistantOf, useCompany, useDesk } from '../live/index.js';
import { useReportTyping } from '../presence/index.js';
import { cleanName } from '../ui/index.js';
import { askSuggestion } from './ask-suggestion.js';
import { ChannelBar } from './channel-bar.js';
import { appendDraft, type DraftFile, isEmpty, type Mode } from './drafts.js';
import { Files, useUploads } from './files.js';
import { onFocusComposer } from './focus-composer.js';
import { CannedPicker, ScheduleDialog, SuggestionPlace } from './layers.js';
import { ModeTabs } from './mode-tabs.js';
import type { Outbox } from './outbox.js';
import { onQuote } from './quote.js';
import { QuoteBar } from './quote-bar.js';
import { useComposerState } from './scheduled.js';
import { resolveAfterSending } from './send-and-resolve.js';
import { SenderLine } from './sender-line.js';
import { TemplateForm } from './template-form.js';
import { uploads } from './uploads.js';
import { useCanned } from './use-canned.js';
import { useCollision } from './use-collision.js';
import { useDrafts } from './use-drafts.js';
import { useFieldFocus } from './use-field-focus.js';
import { useNotes } from './use-notes.js';
import { useProposal } from './use-proposal.js';
import { useReply } from './use-reply.js';
import { useReplyWindow } from './use-reply-window.js';
import { WritingField } from './writing-field.js';

/** Properties of `Composer`. */
export interface ComposerProps {
  readonly conversation: RowPartsFragment;
  readonly outbox: Outbox;
}

/** Writes a reply or a note. Mounted once for each conversation, so that no text reaches another one. */
export function Composer({ conversation, outbox }: ComposerProps) {
  const { viewer } = useCompany();
  if (!viewer.permissions.includes('SEND')) return <p className="composer muted">{t('readOnly')}</p>;
  return <OpenComposer conversation={conversation} outbox={outbox} />;
}

type Layer = 'CANNED' | 'SCHEDULE' | null;

function OpenComposer({ conversation, outbox }: ComposerProps) {
  const { id, channel, replyWindow } = conversation;
  const desk = useDesk();
  const company = useCompany();
  const { viewer } = company;
  const assistant = assistantOf(company, channel.id);
  const mayWork = viewer.permissions.includes('WORK');
  const canSuggest = mayWork && assistant?.engine === 'OPENAI_COMPATIBLE';
  const panelId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [mode, setMode] = useState<Mode>('REPLY');
  const [layer, setLayer] = useState<Layer>(null);
  const hasFocus = useCallback(() => document.hasFocus() && document.activeElement === field.current, []);
  const { drafts, change } = useDrafts(id, hasFocus);
  const notes = useNotes(id);
  useReportTyping(id, drafts.REPLY.text);
  const collision = useCollision(id, drafts.REPLY.text !== '');
  const running = useUploads(id);
  const state = useComposerState(id);
  const window = useReplyWindow(replyWindow);
  const [waitsForFiles, setWaitsForFiles] = useState<'SEND' | 'RESOLVE' | null>(null);
  const isReply = mode === 'REPLY';
  const draft = drafts[mode];
  const { text } = draft;
  const isOff = channel.channelStatus !== 'ACTIVE';
  const limits = state?.channel.mediaLimits ?? null;
  const isUploading = running.some(upload => upload.state === 'UPLOADING');

  const section = useRef<HTMLElement>(null);
  const focus = useFieldFocus(section, field);
  useEffect(() => onFocusComposer(wanted => focus(() => setMode(wanted))), [focus]);
  useEffect(
    () =>
      onQuote((conversationId, quote) => {
        if (conversationId !== id) return;
        focus(() => {
          setMode('REPLY');
          change('REPLY', { quote });
        });
      }),
    [id, change, focus],
  );

  const write = (next: string) => {
    change(mode, { text: next });
    if (isReply) collision.onText(next);
  };
  const onFile = (file: DraftFile) => appendDraft(viewer.id, id, 'REPLY', { files: [file] });
  const addFiles = (files: readonly File[]) => uploads.add(desk, id, files, limits, onFile);
  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    if (data.files.length === 0) return;
    // Spreadsheets and editors add a picture of a text to it: the text is meant.
    const isText = data.types.includes('text/plain') && data.types.includes('text/html');
    if (event.type === 'paste' && isText) return;
    // A note takes no files; the browser would open one in place of the page.
    event.preventDefault();
    if (isReply && window.isOpen) addFiles([...data.files]);
  };
  const proposal = useProposal({ state, draft: drafts.REPLY, change, collision, focus });
  const reply = useReply({ conversation, outbox, draft: drafts.REPLY, change, collision, limits });
  const send = (resolves: boolean) => {
    if (!isReply) {
      const body = text.trim();
      if (body === '') return;
      change('NOTE', { text: '' });
      return void notes.add(body);
    }
    if (isUploading) return setWaitsForFiles(resolves ? 'RESOLVE' : 'SEND');
    const keys = isOff || !window.isOpen ? null : reply.send();
    if (keys !== null) proposal.leave();
    if (keys !== null && resolves && mayWork)
      resolveAfterSending(desk, outbox, { conversation, userId: viewer.id, keys });
  };
  const latestSend = useRef(send);
  latestSend.current = send;
  const hasFailed = running.length > 0 && !isUploading;
  useEffect(() => {
    if (waitsForFiles === null || isUploading) return;
    setWaitsForFiles(null);
    // A file that did not arrive must not be missed: its author decides.
    if (!hasFailed) latestSend.current(waitsForFiles === 'RESOLVE');
  }, [waitsForFiles, isUploading, hasFailed]);

  const canned = useCanned({ field, drafts, change, collision, focus, close: () => setLayer(null) });

  return (
    <section
      ref={section}
      className={`composer ${isReply ? '' : 'composer-note'}`}
      aria-label={t('composer')}
      onDragOver={event => event.preventDefault()}
      onDrop={event => take(event, event.dataTransfer)}
    >
      <div className="composer-head">
        <ModeTabs mode={mode} panelId={panelId} onMode={setMode} />
        {isReply && <SenderLine channel={channel} expiresAt={replyWindow.expiresAt} replyWindow={window} />}
      </div>
      <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-${mode}`} className="composer-panel">
        {!isReply && notes.fault !== null && (
          <p role="alert" className="fault">
            {notes.fault}
          </p>
        )}
        {isReply && isOff && <ChannelBar key={channel.channelStatus} channel={channel} />}
        {isReply && collision.shown && (
          <p role="alert" className="warning">
            {t('collision', {
              name:
                collision.shown.author.__typename === 'User' ? cleanName(collision.shown.author.name) : '',
              text: cleanName(collision.shown.text) || t(`kind_${collision.shown.kind}`),
            })}
          </p>
        )}
        {isReply && !window.isOpen ? (
          <TemplateForm conversation={conversation} outbox={outbox} draft={text} isOff={isOff} />
        ) : (
          <>
            {isReply && (
              <SuggestionPlace
                {...{ conversationId: id, assistant, draft, mayWork }}
                suggestion={proposal.open}
                onTake={proposal.take}
                onApplies={appliesProposal => change('REPLY', { appliesProposal })}
              />
            )}
            {isReply && draft.quote && (
              <QuoteBar
                quote={draft.quote}
                isRefused={state?.channel.account.capabilities.quotes === false}
                onRemove={() => focus(() => change('REPLY', { quote: null }))}
              />
            )}
            {isReply && (
              <Files
                conversationId={id}
                draft={draft}
                perMessage={limits?.filesPerMessage ?? null}
                onRemove={file => change('REPLY', { files: draft.files.filter(other => other !== file) })}
                onRemoveCanned={() => change('REPLY', { canned: null })}
                onRetry={uploadId => uploads.retry(desk, id, uploadId, onFile)}
              />
            )}
            {layer === 'CANNED' && (
              <CannedPicker
                conversationId={id}
                channelId={channel.id}
                onChoose={canned.choose}
                onClose={canned.dismiss}
              />
            )}
            <WritingField
              field={field}
              mode={mode}
              text={text}
              isOff={isOff}
              waitsForFiles={waitsForFiles !== null}
              onText={write}
              onFiles={addFiles}
              onPaste={event => take(event, event.clipboardData)}
              onSend={send}
              onCanned={() => setLayer('CANNED')}
              onSuggest={canSuggest ? () => askSuggestion('REQUEST') : null}
              onSchedule={() => {
                if (isEmpty(draft) || isUploading) return focus();
                reply.beginSchedule();
                setLayer('SCHEDULE');
              }}
              onEscape={() => {
                if (isReply && draft.quote) change('REPLY', { quote: null });
                else field.current?.blur();
              }}
            />
          </>
        )}
        {layer === 'SCHEDULE' && (
          <ScheduleDialog
            conversation={conversation}
            onSchedule={reply.schedule}
            returnTo={field}
            onClose={() => setLayer(null)}
          />
        )}
      </div>
    </section>
  );
}
