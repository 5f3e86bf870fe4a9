import type { SecretCipher } from '../accounts/secret-cipher.js';
import type { AiAssistant } from '../entities/ai-assistant.entity.js';

/** Decrypts the key of an assistant's endpoint; null without one. */
export function openApiKey(
  cipher: Pick<SecretCipher, 'open'>,
  { id, apiKeyCipher }: Pick<AiAssistant, 'id' | 'apiKeyCipher'>,
): string | null {
  return apiKeyCipher === null ? null : String(cipher.open(apiKeyCipher, id));
}
