import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { AttachmentPayload } from '../schema/attachment.payload.js';
import { RefetchAttachmentInput } from '../schema/refetch-attachment.input.js';
import type { ResolverContext } from './context.js';
import { showsDeletedContent } from './deleted-content.js';

/** Mutations on the files of messages. */
@Resolver()
export class AttachmentMutationsResolver {
  @Mutation(() => AttachmentPayload, {
    description:
      'Retries fetching an UNAVAILABLE file from its provider: it becomes PENDING, and `messageUpdated` reports STORED or UNAVAILABLE. A file that waits for its next attempt is fetched now. CONFLICT for a file that is stored, was uploaded, or has neither a link nor an id of the provider. NOT_FOUND also for a file of a deleted message whose content is hidden from you.',
  })
  async refetchAttachment(
    @Arg('input', () => RefetchAttachmentInput, { description: 'The file.' })
    { attachmentId }: RefetchAttachmentInput,
    @Ctx() context: ResolverContext,
  ): Promise<AttachmentPayload> {
    const { tenantId } = requireViewer(context.viewer);
    const readsDeleted = await showsDeletedContent(context);
    return { attachment: await context.useCases.media.refetch(tenantId, attachmentId, readsDeleted) };
  }
}
