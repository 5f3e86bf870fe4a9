import { parseXml, XmlElement } from '@rgrove/parse-xml';
import type { ListedObject } from './media-storage.js';

/** One page of a listing (ListObjectsV2), and the token of the next page; null on the last page. */
export interface S3Listing {
  readonly objects: readonly ListedObject[];
  readonly nextToken: string | null;
}

/** Parses the XML of a page. @throws Error for an incomplete document; its message contains no key */
export function readListing(xml: string): S3Listing {
  const root = parse(xml);
  const objects = childrenOf(root, 'Contents').flatMap(content => {
    const key = textOf(content, 'Key');
    const modifiedAt = new Date(textOf(content, 'LastModified') ?? '');
    return key === null || Number.isNaN(modifiedAt.getTime()) ? [] : [{ key, modifiedAt }];
  });
  const isTruncated = textOf(root, 'IsTruncated') === 'true';
  return { objects, nextToken: isTruncated ? textOf(root, 'NextContinuationToken') : null };
}

function parse(xml: string): XmlElement | null {
  try {
    return parseXml(xml).root;
  } catch {
    // The parser's own error quotes the document.
    throw new Error('The storage answered with a listing that cannot be read.');
  }
}

function childrenOf(parent: XmlElement | null, name: string): readonly XmlElement[] {
  return (parent?.children ?? []).filter(
    (child): child is XmlElement => child instanceof XmlElement && child.name === name,
  );
}

function textOf(parent: XmlElement | null, name: string): string | null {
  return childrenOf(parent, name)[0]?.text ?? null;
}
