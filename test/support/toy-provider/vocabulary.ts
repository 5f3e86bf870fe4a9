/**
 * The vocabulary entry of the toy vendor. A real one adds these members to `src/domain/vocabulary/providers.ts` and their
 * descriptions to `src/schema/enums/providers.ts`; here they are added to the same objects before anything is built from them.
 */
import { ProviderKind, WebhookSource } from '../../../src/domain/vocabulary.js';

Object.assign(ProviderKind, { TOY: 'TOY' });
Object.assign(WebhookSource, { TOY: 'TOY' });

/** The kind of the toy vendor. */
export const toyKind = 'TOY' as ProviderKind;

/** The source of its webhooks. */
export const toySource = 'TOY' as WebhookSource;
