import type { ListedObject } from './media-storage.js';

/** One page of a listing (ListObjectsV2), and how to get the next; null when it was the last. */
export interface S3Listing {
  readonly objects: readonly ListedObject[];
  readonly nextToken: string | null;
}

/** Reads the XML of a page. Our keys hold nothing that XML escapes; a token may. */
export function readListing(xml: string): S3Listing {
  const objects = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].flatMap(([, content = '']) => {
    const key = textOf(content, 'Key');
    const modifiedAt = new Date(textOf(content, 'LastModified') ?? '');
    return key === null || Number.isNaN(modifiedAt.getTime()) ? [] : [{ key, modifiedAt }];
  });
  const isTruncated = textOf(xml, 'IsTruncated') === 'true';
  return { objects, nextToken: isTruncated ? textOf(xml, 'NextContinuationToken') : null };
}

function textOf(xml: string, name: string): string | null {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return (
    text
      ?.replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&') ?? null
  );
}
