/** Files that are being uploaded, by conversation: they go on when another conversation is opened. */
import { uploadFile } from '../kit/index.js';
import type { Desk } from '../live/index.js';
import type { DraftFile } from './drafts.js';
import { type Limits, refusalOf } from './media-limits.js';

/** A file on its way to the server, or one that did not arrive. */
export interface Upload {
  readonly id: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** Part that has left, 0 to 1. */
  readonly progress: number;
  /** REFUSED: the number does not take it. FAILED: it can be tried again. */
  readonly state: 'UPLOADING' | 'FAILED' | 'REFUSED';
  /** Why it is not there. */
  readonly reason: 'TYPE' | 'SIZE' | 'OTHER' | null;
  /** Sentence of the server. */
  readonly detail: string | null;
}

interface Kept {
  readonly upload: Upload;
  readonly file: File;
  readonly request: XMLHttpRequest;
}

const pictures = /^image\/(?:jpeg|png|webp|gif)$/;
const none: readonly Upload[] = [];
const maxPreviews = 50;

/** The uploads of this tab. */
export class Uploads {
  readonly #kept = new Map<string, Map<string, Kept>>();
  readonly #lists = new Map<string, readonly Upload[]>();
  readonly #listeners = new Set<() => void>();
  /** Links to pictures of this tab, by attachment. */
  readonly #previews = new Map<string, { readonly url: string; readonly conversationId: string }>();

  readonly list = (conversationId: string): readonly Upload[] => this.#lists.get(conversationId) ?? none;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A picture that was chosen in this tab, to show it before it is sent. */
  readonly preview = (attachmentId: string): string | null => this.#previews.get(attachmentId)?.url ?? null;

  /** Uploads files; each that arrives is given to `onDone`. */
  add(
    desk: Desk,
    conversationId: string,
    files: readonly File[],
    limits: Limits | null,
    onDone: (file: DraftFile) => void,
  ): void {
    for (const file of files) {
      const reason = refusalOf(file, limits);
      const upload: Upload = {
        ...{ id: crypto.randomUUID(), fileName: file.name, sizeBytes: file.size, progress: 0 },
        ...{ state: reason === null ? 'UPLOADING' : 'REFUSED', reason, detail: null },
      };
      this.#start(desk, conversationId, { upload, file, request: new XMLHttpRequest() }, onDone);
    }
  }

  /** Tries a failed one again. */
  retry(desk: Desk, conversationId: string, id: string, onDone: (file: DraftFile) => void): void {
    const kept = this.#kept.get(conversationId)?.get(id);
    if (!kept) return;
    const upload: Upload = { ...kept.upload, progress: 0, state: 'UPLOADING', reason: null, detail: null };
    this.#start(desk, conversationId, { ...kept, upload, request: new XMLHttpRequest() }, onDone);
  }

  /** Cancels it, or takes a failed one off the list. */
  remove(conversationId: string, id: string): void {
    const kept = this.#kept.get(conversationId);
    const request = kept?.get(id)?.request;
    kept?.delete(id);
    request?.abort();
    this.#show(conversationId);
  }

  /** Cancels what runs in a conversation, and forgets its pictures. */
  forget(conversationId: string): void {
    for (const id of [...(this.#kept.get(conversationId)?.keys() ?? [])]) this.remove(conversationId, id);
    for (const [attachmentId, preview] of this.#previews)
      if (preview.conversationId === conversationId) this.#dropPreview(attachmentId);
  }

  #start(desk: Desk, conversationId: string, kept: Kept, onDone: (file: DraftFile) => void): void {
    const { upload, file, request } = kept;
    const own = this.#kept.get(conversationId) ?? new Map<string, Kept>();
    this.#kept.set(conversationId, own.set(upload.id, kept));
    this.#show(conversationId);
    if (upload.state !== 'UPLOADING') return;
    const change = (next: Partial<Upload>) => {
      const current = own.get(upload.id);
      if (current?.request !== request) return;
      own.set(upload.id, { ...current, upload: { ...current.upload, ...next } });
      this.#show(conversationId);
    };
    const isCurrent = () => own.get(upload.id)?.request === request;
    const onProgress = (progress: number) => change({ progress });
    uploadFile(desk, file, { request, onProgress, isWanted: isCurrent })
      .then(({ id: attachmentId }) => {
        if (!isCurrent()) return;
        if (pictures.test(file.type)) this.#keepPreview(conversationId, attachmentId, file);
        own.delete(upload.id);
        this.#show(conversationId);
        onDone({ attachmentId, fileName: file.name, mimeType: file.type });
      })
      .catch((error: unknown) => {
        const detail = error instanceof Error ? error.message : null;
        change({ state: 'FAILED', reason: 'OTHER', detail });
      });
  }

  #keepPreview(conversationId: string, attachmentId: string, file: File): void {
    this.#previews.set(attachmentId, { url: URL.createObjectURL(file), conversationId });
    const [oldest] = this.#previews.keys();
    if (this.#previews.size > maxPreviews && oldest !== undefined) this.#dropPreview(oldest);
  }

  #dropPreview(attachmentId: string): void {
    URL.revokeObjectURL(this.#previews.get(attachmentId)?.url ?? '');
    this.#previews.delete(attachmentId);
  }

  #show(conversationId: string): void {
    const own = this.#kept.get(conversationId);
    if (!own || own.size === 0) {
      this.#kept.delete(conversationId);
      this.#lists.delete(conversationId);
    } else
      this.#lists.set(
        conversationId,
        [...own.values()].map(({ upload }) => upload),
      );
    for (const listener of this.#listeners) listener();
  }
}

/** The uploads of this tab. */
export const uploads = new Uploads();
