/** Routes of files, behind signed links. */
import { errorAnswers, type Operation, open, type Paths, type Schema } from './operation.js';

const parameter = (name: string, description: string): Schema => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});

const common = {
  tags: ['Files'],
  security: open,
  parameters: [
    parameter('tenantId', 'The company.'),
    parameter('attachmentId', 'The file.'),
    parameter('token', 'Made by the server: when the link ends, and a seal over all of it.'),
  ],
} satisfies Partial<Operation>;

const bytes = (description: string) => ({
  description,
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
});

const readAnswers = {
  ...errorAnswers('NOT_FOUND', 'LINK_EXPIRED', 'UNAVAILABLE'),
  304: { description: 'What the caller has is the same (`If-None-Match`).' },
  416: { description: 'A range beyond the end of the file.' },
};

/** The paths. A readable name may follow a link; it has no effect. */
export const mediaPaths: Paths = {
  '/media/{tenantId}/{attachmentId}/{token}': {
    get: {
      ...common,
      operationId: 'readFile',
      summary: 'A file, or a part of it',
      description:
        'The link is `Attachment.url`. The content type is the one that the bytes show; ranges work.',
      responses: { 200: bytes('The file.'), 206: bytes('The part that `Range` asks for.'), ...readAnswers },
    },
    head: {
      ...common,
      operationId: 'describeFile',
      summary: 'Size and type of a file',
      description: 'As for reading it, without the bytes.',
      responses: { 200: { description: 'In the headers.' }, ...readAnswers },
    },
    put: {
      ...common,
      operationId: 'uploadFile',
      summary: 'The bytes of an upload',
      description:
        'The link is `uploadUrl` of `createUpload`; exactly as many bytes, of the type that was named.',
      requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } },
      responses: {
        204: { description: 'They are stored.' },
        ...errorAnswers(
          'BAD_USER_INPUT',
          'BODY_UNDECODABLE',
          'NOT_FOUND',
          'CONFLICT',
          'LINK_EXPIRED',
          'MEDIA_TOO_LARGE',
          'MEDIA_TYPE_REFUSED',
          'UNAVAILABLE',
        ),
      },
    },
  },
};
