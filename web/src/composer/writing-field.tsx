import { type ClipboardEvent, type KeyboardEvent, type RefObject, useRef } from 'react';
import { t } from '../i18n/index.js';
import { useConnection } from '../live/index.js';
import { IconButton, usePreference } from '../ui/index.js';
import type { Mode } from './drafts.js';

/** Properties of `WritingField`. */
export interface WritingFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly mode: Mode;
  readonly text: string;
  /** The number does not send. */
  readonly isOff: boolean;
  /** It leaves by itself when its files are there. */
  readonly waitsForFiles: boolean;
  readonly onText: (text: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onSend: (resolves: boolean) => void;
  readonly onCanned: () => void;
  /** Null: no assistant proposes here. */
  readonly onSuggest: (() => unknown) | null;
  readonly onSchedule: () => void;
  readonly onEscape: () => void;
}

const maxRows = 8;

/** The field with its keys and buttons. */
export function WritingField({ field, mode, text, isOff, waitsForFiles, ...on }: WritingFieldProps) {
  const isLive = useConnection() !== 'LOST';
  const ctrlEnterSends = usePreference('ctrlEnterSends');
  const input = useRef<HTMLInputElement>(null);
  const isReply = mode === 'REPLY';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const isCtrl = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape') on.onEscape();
    else if (event.key === 'Enter') {
      if (event.shiftKey || event.altKey || (ctrlEnterSends && !isCtrl)) return;
      on.onSend(isCtrl && !ctrlEnterSends);
    } else if (isReply && event.code === 'Slash' && event.ctrlKey) on.onCanned();
    else if (isReply && event.key === '/' && text === '' && !isCtrl && !event.altKey) on.onCanned();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const label = t(isReply ? 'writeReply' : 'writeNote');
  return (
    <div className="composer-field">
      <textarea
        ref={field}
        rows={Math.min(maxRows, Math.max(2, text.split('\n').length))}
        value={text}
        dir="auto"
        aria-label={label}
        placeholder={label}
        aria-keyshortcuts={ctrlEnterSends ? 'Control+Enter' : 'Enter Control+Enter'}
        onChange={event => on.onText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={on.onPaste}
      />
      <div className="composer-buttons">
        {isReply && (
          <>
            <input
              ref={input}
              type="file"
              multiple
              hidden
              aria-label={t('attach')}
              onChange={event => {
                on.onFiles([...(event.target.files ?? [])]);
                event.target.value = '';
              }}
            />
            <IconButton icon="attach" label={t('attach')} onClick={() => input.current?.click()} />
            <IconButton icon="canned" label={t('cannedButton')} onClick={on.onCanned} />
            {on.onSuggest && (
              <IconButton icon="assistant" label={t('suggestButton')} onClick={() => on.onSuggest?.()} />
            )}
            <IconButton icon="clock" label={t('scheduleButton')} onClick={on.onSchedule} />
          </>
        )}
        <button
          type="button"
          className="button primary"
          disabled={isReply && isOff}
          title={t(ctrlEnterSends ? 'keysCtrlEnter' : 'keysEnter')}
          onClick={() => on.onSend(false)}
        >
          {t(!isReply ? 'addNote' : waitsForFiles ? 'sendsWithFiles' : isLive ? 'send' : 'sendLater')}
        </button>
      </div>
    </div>
  );
}
