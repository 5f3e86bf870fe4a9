/** Short notices that go by themselves, with an action that takes back what was done. */
import { useSyncExternalStore } from 'react';
import { t } from '../i18n/index.js';
import { IconButton } from './icon-button.js';

/** A notice. */
export interface Toast {
  readonly text: string;
  /** Shown as a button; it is also what `runToastAction` does. */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** How long it is shown. */
  readonly forMs?: number;
}

interface ShownToast extends Toast {
  readonly id: number;
}

const usualMs = 8_000;
const maxShown = 3;
const listeners = new Set<() => void>();
let shown: readonly ShownToast[] = [];
let lastId = 0;

/** Shows a notice, above the older ones. @returns removes it */
export function showToast(toast: Toast): () => void {
  lastId += 1;
  const id = lastId;
  set([...shown, { ...toast, id }].slice(-maxShown));
  const remove = () => set(shown.filter(other => other.id !== id));
  setTimeout(remove, toast.forMs ?? usualMs);
  return remove;
}

/** Does the action of the newest notice that has one: the key Z. @returns false when there is none */
export function runToastAction(): boolean {
  const newest = shown.findLast(({ action }) => action !== undefined);
  if (!newest) return false;
  run(newest);
  return true;
}

/** The place of the notices; once in the page. */
export function Toasts() {
  const toasts = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  return (
    <div className="toasts" role="status">
      {toasts.map(toast => (
        <div key={toast.id} className="toast">
          <span>{toast.text}</span>
          {toast.action && (
            <button type="button" className="button" onClick={() => run(toast)}>
              {toast.action.label}
            </button>
          )}
          <IconButton
            icon="close"
            label={t('close')}
            onClick={() => set(shown.filter(({ id }) => id !== toast.id))}
          />
        </div>
      ))}
    </div>
  );
}

function run({ id, action }: ShownToast): void {
  set(shown.filter(other => other.id !== id));
  action?.run();
}

function set(next: readonly ShownToast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}
