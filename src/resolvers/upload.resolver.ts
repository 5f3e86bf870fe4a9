import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { UploadPurpose } from '../domain/vocabulary.js';
import { UploadPayload } from '../schema/upload.payload.js';
import type { ResolverContext } from './context.js';

/** Uploads of files. */
@Resolver()
export class UploadResolver {
  @Mutation(() => UploadPayload, {
    description:
      "Creates an upload for a file to send, or to import. PUT its bytes to uploadUrl, then pass the file's id to `sendReply` or `importContacts`. MEDIA_TYPE_REFUSED and MEDIA_TOO_LARGE for files that this server does not accept; the limits of a number are in Channel.mediaLimits.",
  })
  async createUpload(
    @Arg('fileName', () => String, { description: 'File name for the recipient, without folders.' })
    fileName: string,
    @Arg('mimeType', () => String, {
      description: 'The type of the file, such as image/jpeg; its bytes must be of this type.',
    })
    mimeType: string,
    @Arg('sizeBytes', () => Int, { description: 'The exact size of the file in bytes.' }) sizeBytes: number,
    @Arg('purpose', () => UploadPurpose, {
      defaultValue: UploadPurpose.MESSAGE,
      description: 'What the file is for.',
    })
    purpose: UploadPurpose,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<UploadPayload> {
    const { tenantId } = requireViewer(viewer);
    const { links, uploads } = useCases.media;
    const attachment = await uploads.create({ tenantId, fileName, mimeType, sizeBytes, purpose });
    return { uploadUrl: links.toUpload(attachment), attachment };
  }
}
