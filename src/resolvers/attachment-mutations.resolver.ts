import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { AttachmentPayload } from '../schema/attachment.payload.js';
import { RefetchAttachmentInput } from '../schema/refetch-attachment.input.js';
import type { ResolverContext } from './context.js';

/** Changes of the files of messages. */
@Resolver()
export class AttachmentMutationsResolver {
  @Mutation(() => AttachmentPayload, {
    description:
      'Tries again to get an UNAVAILABLE file from its provider: it is PENDING then, and `messageUpdated` tells when it is STORED or UNAVAILABLE again. A file that waits for its next attempt gets it now. CONFLICT for a file that is stored, was uploaded, or that the provider gave nothing to fetch by.',
  })
  async refetchAttachment(
    @Arg('input', () => RefetchAttachmentInput, { description: 'Which file.' })
    { attachmentId }: RefetchAttachmentInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<AttachmentPayload> {
    const { tenantId } = requireViewer(viewer);
    return { attachment: await useCases.media.refetch(tenantId, attachmentId) };
  }
}
