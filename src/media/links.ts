/**
 * Signed links to files. A link contains the company, the file, the allowed method and the expiry, under a MAC: links
 * cannot be guessed by counting, and a leaked link expires. It contains no user, so that everyone who is shown the same
 * event is shown the same link.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { truncateText } from '../domain/text.js';
import type { Attachment } from '../entities/attachment.entity.js';
import { extensionOf } from './file-types.js';

/** What a link allows: to read the file, to read its small picture, to upload its bytes. */
export type LinkPurpose = 'get' | 'thumbnail' | 'put';

/** Claims of a link, not yet verified. */
export interface LinkClaim {
  readonly tenantId: string;
  readonly attachmentId: string;
  /** Expiry and MAC. */
  readonly token: string;
}

/** The fields of a file that its link is built from. */
export type LinkedFile = Pick<Attachment, 'id' | 'tenantId' | 'fileName' | 'mimeType'>;

/** The links of one installation. */
export interface MediaLinks {
  /** A link for users, with the usual lifetime. */
  toView(file: LinkedFile): string;
  /** A link for users to the small picture of a file, with the usual lifetime. */
  toThumbnail(file: LinkedFile): string;
  /** A link for users that is valid for as long as the file is kept. */
  toResult(file: LinkedFile, endsAt: Date): string;
  /** A link for a vendor that fetches the file, valid as long as it may queue; empty when it cannot reach us. */
  toVendor(file: LinkedFile): string;
  /** The URL to which an upload's bytes are sent. */
  toUpload(file: LinkedFile): string;
  /** Verifies the MAC and expiry of a claim; in constant time. */
  check(purpose: LinkPurpose, claim: LinkClaim): 'valid' | 'expired' | 'wrong';
}

/** Path of the files. */
export const mediaPath = '/media';

/** Options of `createMediaLinks`. */
export interface MediaLinksOptions {
  /** The same in every process of an installation. */
  readonly secret: string;
  /** Base URL of this server. */
  readonly publicUrl: () => string;
  readonly viewMinutes: number;
  /** True if vendors can reach `publicUrl`. */
  readonly isPublic: boolean;
  readonly now?: () => number;
}

/** Twilio's queue of a number holds messages for up to ten hours, Green API's for 24. */
const vendorMinutes = 48 * 60;
/** Lifetime of an upload link; unused uploads are swept after a day. */
const uploadMinutes = 60;
/** Expiry times are rounded to a grid, so that a reloaded page finds its pictures in the browser's cache. */
const gridMs = 5 * 60_000;
const maxNameChars = 60;

/** Creates the links. */
export function createMediaLinks(options: MediaLinksOptions): MediaLinks {
  const { secret, publicUrl, viewMinutes, now = Date.now } = options;
  const macOf = (purpose: LinkPurpose, tenantId: string, attachmentId: string, expires: string): string =>
    createHmac('sha256', secret)
      .update([purpose, tenantId, attachmentId, expires].join(' '))
      .digest('base64url');
  const make = (purpose: LinkPurpose, { id, tenantId, ...file }: LinkedFile, minutes: number): string => {
    const endsMs = Math.ceil((now() + minutes * 60_000) / gridMs) * gridMs;
    const expires = Math.floor(endsMs / 1_000).toString(36);
    const token = `${expires}-${macOf(purpose, tenantId, id, expires)}`;
    const name = purpose === 'put' ? '' : `/${toUrlName(file.fileName, file.mimeType)}`;
    return `${publicUrl()}${mediaPath}/${tenantId}/${id}/${token}${name}`;
  };
  return {
    toView: file => make('get', file, viewMinutes),
    toThumbnail: file => make('thumbnail', { ...file, fileName: 'thumbnail.webp' }, viewMinutes),
    toResult: (file, endsAt) => make('get', file, (endsAt.getTime() - now()) / 60_000),
    toVendor: file => (options.isPublic ? make('get', file, vendorMinutes) : ''),
    toUpload: file => make('put', file, uploadMinutes),
    check: (purpose, { tenantId, attachmentId, token }) => {
      const [, expires = '', given = ''] = /^([0-9a-z]{1,9})-([\w-]{43})$/.exec(token) ?? [];
      const expected = macOf(purpose, tenantId, attachmentId, expires);
      // A token of another form is compared with the MAC too: its length differs, and nothing else is revealed.
      const isOurs =
        given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
      if (!isOurs) return 'wrong';
      return Number.parseInt(expires, 36) * 1_000 > now() ? 'valid' : 'expired';
    },
  };
}

/** The last segment of a link, for vendors and browsers that read a name and a type from it; it is not checked here. */
function toUrlName(fileName: string | null, mimeType: string): string {
  const [, stem = fileName ?? '', extension = extensionOf(mimeType)] =
    /^(.+)\.(\w{1,8})$/s.exec(fileName ?? '') ?? [];
  const safe = truncateText(stem.toWellFormed().replaceAll(/[^\p{L}\p{N}._-]+/gu, '_'), maxNameChars);
  return encodeURIComponent(`${safe || 'file'}.${extension}`);
}
