import { ForbiddenError, UnauthenticatedError } from '../domain/errors.js';
import type { Viewer } from './viewer.js';

/** The viewer of an operation that needs one. @throws UnauthenticatedError without a signed-in user */
export function requireViewer(viewer: Viewer | null): Viewer {
  if (!viewer) throw new UnauthenticatedError();
  return viewer;
}

/** A viewer with a session: a person. */
export type Person = Viewer & { readonly sessionId: string };

/**
 * The viewer of an operation on one's own session, password or second factor.
 * @throws UnauthenticatedError without a signed-in user, ForbiddenError for an API token
 */
export function requirePerson(given: Viewer | null): Person {
  const viewer = requireViewer(given);
  const { sessionId } = viewer;
  if (sessionId === null)
    throw new ForbiddenError('use this with an API token; sign in as a person', null, []);
  return { ...viewer, sessionId };
}
