import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { CreateUploadInput } from '../schema/create-upload.input.js';
import { UploadPayload } from '../schema/upload.payload.js';
import type { ResolverContext } from './context.js';

/** Uploads of files. */
@Resolver()
export class UploadResolver {
  @Mutation(() => UploadPayload, {
    description:
      "Creates an upload for a file to send, for a canned reply, or to import. PUT its bytes to uploadUrl, then pass the file's id to `sendReply`, `upsertCannedReply` or `importContacts`. MEDIA_TYPE_REFUSED and MEDIA_TOO_LARGE for files that this server does not accept; the limits of a number are in Channel.mediaLimits.",
  })
  async createUpload(
    @Arg('input', () => CreateUploadInput, { description: 'The file.' }) input: CreateUploadInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<UploadPayload> {
    const { tenantId } = requireViewer(viewer);
    const { links, uploads } = useCases.media;
    const attachment = await uploads.create({ tenantId, ...input });
    return { uploadUrl: links.toUpload(attachment), attachment };
  }
}
