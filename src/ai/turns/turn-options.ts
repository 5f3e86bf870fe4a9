import type { Database } from '../../database/database.js';
import type { ProviderKind } from '../../domain/vocabulary.js';
import type { AiAssistant } from '../../entities/ai-assistant.entity.js';
import type { Provider } from '../../providers/contract/provider.js';
import type { Breaker } from '../model/breaker.js';
import type { Models } from '../model/model.js';
import type { ToldDraft } from './draft-writer.js';

/** What turns need. */
export interface TurnOptions {
  readonly database: Database;
  readonly models: Pick<Models, 'answer'>;
  readonly getProvider: (kind: ProviderKind) => Provider;
  /** Decrypts the key of an assistant; null without one. */
  readonly openKey: (assistant: Pick<AiAssistant, 'id' | 'apiKeyCipher'>) => string | null;
  /** Logs a stage with ids and codes; never texts. */
  readonly log: (stage: string, facts: Readonly<Record<string, unknown>>) => void;
  /** Shows a proposal while it is written; absent: it is not shown before it is stored. */
  readonly tellDraft?: (draft: ToldDraft) => void;
  /** Waits before a second call; absent: a timer. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Holds back calls to an endpoint that fails again and again; absent: none is held back. */
  readonly breaker?: Breaker;
  /** How often the state is read while a model is asked. */
  readonly watchMs?: number;
}
